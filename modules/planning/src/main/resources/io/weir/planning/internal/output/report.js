'use strict';
(function () {
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const root = document.documentElement;
  const charts = [];
  let narrow = false;
  let theme = {};

  /* Words and numbers. */
  const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
  const safe = text => String(text).replace(/[&<>"']/g, c => escapes[c]);
  const minus = text => text.replace('-', '\u2212');
  const spaced = (text, unit) => unit ? text + '\u00a0' + unit : text;

  function short(value) {
    if (value === null || value === undefined || !isFinite(value)) return '\u2013';
    const size = Math.abs(value);
    const [divisor, suffix] = size >= 999.5e6 ? [1e9, 'B'] : size >= 999.5e3 ? [1e6, 'M'] : size >= 999.5 ? [1e3, 'k'] : [1, ''];
    const scaled = value / divisor;
    const before = size > 0 ? Math.floor(Math.log10(Math.abs(scaled) * 1.0005)) + 1 : 1;
    const digits = Math.max(0, Math.min(6, 3 - before));
    const text = scaled.toFixed(digits);
    return minus(Number(text) === 0 ? '0' : text + suffix);
  }
  /* Axis labels: no more digits than needed. */
  function tick(value) {
    const size = Math.abs(value);
    const [divisor, suffix] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, ''];
    return minus(String(Number((value / divisor).toPrecision(6))) + suffix);
  }
  const exact = value => value === null ? '\u2013'
    : minus(value.toLocaleString('en-US', {maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 4}));
  const percent = value => value === null ? '\u2013' : minus((value * 100).toFixed(Math.abs(value) < 0.0995 ? 1 : 0)) + '\u00a0%';
  const interval = e => short(e[1]) + ' to ' + short(e[2]);
  const named = (name, unit) => unit ? name + ' (' + unit + ')' : name;
  const perPeriod = (name, unit) => name + ' (' + (unit ? unit + ' ' : '') + 'per ' + data.period + ')';
  const tip = (title, lines) => '<div class="tt"><strong>' + safe(title) + '</strong>'
    + lines.map(line => '<br>' + safe(line)).join('') + '</div>';
  const dot = color => '<span style="display:inline-block;width:9px;height:9px;margin-right:6px;border-radius:2px;background:' + color + '"></span>';

  /* Colours come from the style sheet, so that they follow light and dark. */
  function readTheme() {
    const style = getComputedStyle(root);
    const get = name => style.getPropertyValue('--' + name).trim();
    theme = {
      ink: get('ink'), muted: get('muted'), line: get('line'), surface: get('surface'), before: get('before'), plan: get('plan'),
      rest: get('rest'), band: get('band'), allowed: get('allowed'), series: get('series').split(/\s+/),
      font: getComputedStyle(document.body).fontFamily
    };
  }
  const channels = value => [1, 3, 5].map(i => parseInt(value.slice(i, i + 2), 16));
  function mix(a, b, share) {
    const x = channels(a);
    const y = channels(b);
    return '#' + x.map((v, i) => Math.round(v + (y[i] - v) * share).toString(16).padStart(2, '0')).join('');
  }
  /* Eight hues that stay apart for colour-blind eyes; then the same hues paler, then darker. */
  function color(index) {
    const hue = theme.series[index % 8];
    const round = Math.floor(index / 8);
    return round === 0 ? hue : round === 1 ? mix(hue, theme.surface, 0.5) : mix(hue, theme.ink, 0.4);
  }

  /* Parts of options. */
  const text = () => ({color: theme.muted, fontFamily: theme.font, fontSize: 12});
  const valueAxis = (name, more) => Object.assign({
    type: 'value', name, nameLocation: 'middle', nameGap: 30, nameTextStyle: text(), axisLabel: Object.assign(text(), {formatter: tick, hideOverlap: true}),
    splitLine: {lineStyle: {color: theme.line}}, axisLine: {show: false}, axisTick: {show: false}, splitNumber: narrow ? 3 : 5
  }, more);
  const upright = (name, more) => valueAxis('', Object.assign({
    name, nameLocation: 'end', nameGap: 12, nameTextStyle: Object.assign(text(), {align: 'left', padding: [0, 0, 0, -20]})
  }, more));
  const rows = (names, more) => Object.assign({
    type: 'category', data: names, inverse: true, axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}},
    axisLabel: {color: theme.ink, fontFamily: theme.font, fontSize: narrow ? 12 : 13, lineHeight: 14, width: narrow ? 100 : 190, overflow: narrow ? 'break' : 'truncate', interval: 0,
      formatter: name => narrow ? clip(name, 26) : name}
  }, more);
  const base = more => Object.assign({
    animation: false, textStyle: {fontFamily: theme.font, color: theme.ink},
    grid: {left: 8, right: narrow ? 44 : 96, top: 40, bottom: 34, containLabel: true},
    tooltip: {
      trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: theme.band}, lineStyle: {color: theme.muted}}, confine: true,
      backgroundColor: theme.surface, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 13, fontFamily: theme.font}
    }
  }, more);
  const legend = more => Object.assign({
    top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 16, textStyle: Object.assign(text(), {fontSize: 12}),
    formatter: name => clip(name, narrow ? 20 : 32)
  }, more);
  const clip = (name, length) => name.length > length ? name.slice(0, length - 1) + '\u2026' : name;
  /* Room above a chart for the rows of its legend and the name of its upright axis. */
  function roomFor(names) {
    const width = document.querySelector('.plot').clientWidth;
    let line = 1;
    let used = 0;
    names.forEach(name => {
      const need = 36 + 7 * clip(name, narrow ? 20 : 32).length;
      if (used > 0 && used + need > width) {
        line++;
        used = 0;
      }
      used += need;
    });
    return line * 25 + 40;
  }
  const withTip = (options, formatter, more) => {
    options.tooltip = Object.assign(options.tooltip, {formatter}, more);
    return options;
  };
  /* A line per interval, drawn by a series of its own, whose unseen points make the axis reach far enough. */
  const whiskers = (lines, stroke) => ({
    type: 'scatter', data: lines.flat(), symbolSize: 0, itemStyle: {color: stroke}, silent: true, tooltip: {show: false}, z: 5,
    markLine: {
      symbol: ['none', 'none'], silent: true, animation: false, label: {show: false}, lineStyle: {color: stroke, width: 2, type: 'solid'},
      data: lines.map(l => [{coord: l[0]}, {coord: l[1]}])
    }
  });
  /* A band between low and high: an unseen line and the distance stacked on it. Value first, so that values are stacked. */
  const band = (xs, estimates) => [
    {type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: {opacity: 0}, dimensions: ['v', 'x'], encode: {x: 1, y: 0},
      data: estimates.map((e, i) => [e[1], xs[i]]), tooltip: {show: false}},
    {type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: {opacity: 0}, areaStyle: {color: theme.band, opacity: 1},
      dimensions: ['v', 'x'], encode: {x: 1, y: 0}, data: estimates.map((e, i) => [e[2] === null || e[1] === null ? null : e[2] - e[1], xs[i]]), tooltip: {show: false}}
  ];

  /* The charts. */
  function spend() {
    const list = data.channels;
    const shift = c => {
      if (!(c.before > 0)) return '';
      const change = c.after / c.before - 1;
      return '  ' + (Math.abs(change) < 0.0005 ? '0\u00a0%' : (change > 0 ? '+' : '') + percent(change));
    };
    const options = base({
      legend: legend({data: ['carrying on', 'plan']}),
      xAxis: valueAxis(perPeriod('Mean spend', data.spendUnit)),
      yAxis: rows(list.map(c => c.name)),
      series: [
        {name: 'carrying on', type: 'bar', barMaxWidth: 13, itemStyle: {color: theme.before}, data: list.map(c => c.before)},
        {name: 'plan', type: 'bar', barMaxWidth: 13, barGap: '15%', itemStyle: {color: theme.plan}, data: list.map(c => c.after),
          label: {show: true, position: 'right', color: theme.ink, fontFamily: theme.font, fontSize: 12, formatter: p => short(p.value) + (narrow ? '' : shift(list[p.dataIndex]))}}
      ]
    });
    return withTip(options, points => {
      const c = list[points[0].dataIndex];
      const change = shift(c).trim() || '\u2013';
      return tip(c.name, [
        'carrying on: ' + spaced(exact(c.before), data.spendUnit), 'plan: ' + spaced(exact(c.after), data.spendUnit), 'change: ' + change,
        'rules allow: ' + (c.high === null ? spaced(exact(c.low), data.spendUnit) + ' or more' : exact(c.low) + ' to ' + spaced(exact(c.high), data.spendUnit))]);
    });
  }

  function weeks() {
    const list = data.channels;
    const all = 'carrying on, all channels';
    const top = roomFor(list.map(c => c.name).concat([all]));
    const options = base({
      legend: legend(),
      grid: {left: 8, right: 16, top, bottom: 34, containLabel: true},
      xAxis: {type: 'category', data: data.weeks, name: 'First day of the ' + data.period, nameLocation: 'middle', nameGap: 30, nameTextStyle: text(),
        axisLabel: Object.assign(text(), {hideOverlap: true}), axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}}},
      yAxis: upright(perPeriod('Spend', data.spendUnit)),
      series: list.map((c, i) => ({
        name: c.name, type: 'bar', stack: 'spend', barMaxWidth: 46, data: c.spend, itemStyle: {color: color(i), borderColor: theme.surface, borderWidth: 0.5}
      })).concat([{
        name: all, type: 'line', step: 'middle', symbol: 'none', data: data.carryingOn,
        lineStyle: {color: theme.ink, type: 'dashed', width: 1.5}, itemStyle: {color: theme.ink}
      }])
    });
    return withTip(options, points => {
      const week = points[0].dataIndex;
      const total = list.reduce((sum, c) => sum + (c.spend[week] || 0), 0);
      return '<div class="tt"><strong>' + safe(data.weeks[week]) + '</strong>'
        + list.map((c, i) => '<br>' + dot(color(i)) + safe(c.name + ': ' + spaced(exact(c.spend[week]), data.spendUnit))).join('')
        + '<br>' + safe('all: ' + spaced(exact(total), data.spendUnit))
        + '<br>' + safe('carrying on: ' + spaced(exact(data.carryingOn[week]), data.spendUnit)) + '</div>';
    });
  }

  function waterfall() {
    const steps = data.waterfall;
    const fills = {part: theme.plan, rest: theme.rest, whole: mix(theme.plan, theme.ink, 0.45), after: theme.before};
    const options = base({
      grid: {left: 8, right: narrow ? 40 : 72, top: 8, bottom: 34, containLabel: true},
      xAxis: valueAxis(named('Expected incremental ' + data.valueNoun, data.valueUnit === data.valueNoun ? '' : data.valueUnit)),
      yAxis: rows(steps.map(s => s.name)),
      series: [
        {type: 'bar', stack: 'fall', stackStrategy: 'all', silent: true, itemStyle: {color: 'transparent'}, data: steps.map(s => Math.min(s.from, s.to))},
        {type: 'bar', stack: 'fall', stackStrategy: 'all', barMaxWidth: 20,
          data: steps.map(s => ({value: Math.abs(s.to - s.from), itemStyle: {color: fills[s.kind]}}))},
        whiskers(steps.map((s, i) => [s, i]).filter(p => p[0].size).map(([s, i]) => {
          const start = s.kind === 'after' ? s.to - s.size[0] : s.from;
          return [[start + s.size[1], i], [start + s.size[2], i]];
        }), theme.ink)
      ]
    });
    return withTip(options, points => {
      const s = steps[points[0].dataIndex];
      return tip(s.name, [spaced(exact(s.to - s.from), data.valueUnit)]
        .concat(s.size ? ['90 % interval ' + spaced(interval(s.size), data.valueUnit)] : []));
    });
  }

  function curve(c) {
    const xs = c.curve.map(p => p[0]);
    const end = xs.length ? xs[xs.length - 1] : 0;
    const reach = c.high === null ? end : Math.min(c.high, end);
    const known = c.curve.filter(p => p[0] <= c.historyMax);
    const beyond = c.curve.filter(p => p[0] >= c.historyMax);
    if (known.length && beyond.length && beyond[0][0] > c.historyMax) beyond.unshift(known[known.length - 1]);
    const point = (name, spend, value, symbol, style) => ({
      name, type: 'scatter', symbol, symbolSize: symbol === 'diamond' ? 13 : 11, z: 6, itemStyle: style,
      data: value ? [[spend, value[0]]] : [], silent: true
    });
    const line = (points, type) => ({type: 'line', symbol: 'none', lineStyle: {color: theme.plan, width: 2, type}, itemStyle: {color: theme.plan}, data: points.map(p => [p[0], p[1]])});
    const options = base({
      grid: {left: 4, right: 14, top: 30, bottom: 26, containLabel: true},
      xAxis: valueAxis(perPeriod('Spend', data.spendUnit), {splitNumber: 3, nameGap: 26, splitLine: {show: false}, max: end,
        axisLabel: Object.assign(text(), {formatter: v => v === end ? '' : tick(v), hideOverlap: true}), axisLine: {show: true, lineStyle: {color: theme.muted}}}),
      yAxis: upright(named('Value per ' + data.period, data.valueUnit), {splitNumber: 3}),
      series: band(xs, c.curve.map(p => [p[1], p[2], p[3]])).concat([
        line(known, 'solid'), line(beyond, [5, 4]),
        Object.assign(point('carrying on', c.before, c.valueBefore, 'circle', {color: theme.surface, borderColor: theme.before, borderWidth: 2.5}), {
          markArea: {silent: true, animation: false, itemStyle: {color: theme.allowed}, data: reach > c.low ? [[{xAxis: c.low}, {xAxis: reach}]] : []}
        }),
        point('plan', c.after, c.valueAfter, 'diamond', {color: theme.plan, borderColor: theme.surface, borderWidth: 1})
      ])
    });
    options.tooltip.axisPointer = {type: 'line', lineStyle: {color: theme.muted}};
    return withTip(options, points => {
      const near = points.find(p => p.seriesType === 'line' && p.seriesIndex > 1) || points[0];
      const row = c.curve.reduce((best, p) => Math.abs(p[0] - near.axisValue) < Math.abs(best[0] - near.axisValue) ? p : best, c.curve[0]);
      return tip(spaced(exact(row[0]), data.spendUnit) + ' per ' + data.period, [
        spaced(short(row[1]), data.valueUnit), '90 % interval ' + spaced(interval([0, row[2], row[3]]), data.valueUnit)]
        .concat(row[0] > c.historyMax ? ['more than was ever spent'] : []));
    });
  }

  function marginal() {
    const list = data.channels;
    const lift = 0.16;
    const set = (key, shift, fill, name, symbol) => [
      Object.assign(whiskers(list.map((c, i) => [[c[key][1], i + shift], [c[key][2], i + shift]]), fill), {name}),
      {name, type: 'scatter', symbol, symbolSize: symbol === 'diamond' ? 13 : 10, z: 6, itemStyle: {color: fill, borderColor: theme.surface, borderWidth: 1},
        data: list.map((c, i) => [c[key][0], i + shift])}
    ];
    const options = base({
      legend: legend({data: ['at carrying on', 'at the plan']}),
      xAxis: valueAxis('Marginal return (' + data.returnUnit + ')', {scale: false}),
      yAxis: {type: 'value', min: -0.5, max: list.length - 0.5, interval: 1, inverse: true, splitLine: {show: false}, axisTick: {show: false}, axisLine: {show: true, lineStyle: {color: theme.muted}, onZero: false},
        axisLabel: {show: false}},
      series: set('marginalBefore', -lift, theme.before, 'at carrying on', 'circle').concat(set('marginalAfter', lift, theme.plan, 'at the plan', 'diamond'), [{
        type: 'scatter', data: [], silent: true,
        markLine: {symbol: ['none', 'none'], silent: true, animation: false, lineStyle: {color: theme.muted, type: 'dashed', width: 1},
          label: {show: !narrow, color: theme.muted, formatter: 'earns its cost', position: 'start', distance: 4}, data: data.breakEven ? [{xAxis: 1}] : []}
      }])
    });
    /* A category axis beside the value axis carries the names. */
    options.yAxis = [options.yAxis, rows(list.map(c => c.name), {position: 'left', axisLine: {show: false}})];
    return withTip(options, p => {
      const c = list[Math.round(p.value[1])];
      return tip(c.name, [
        'at carrying on: ' + short(c.marginalBefore[0]) + ' (' + interval(c.marginalBefore) + ')',
        'at the plan: ' + short(c.marginalAfter[0]) + ' (' + interval(c.marginalAfter) + ')', data.returnUnit]);
    }, {trigger: 'item'});
  }

  function carryOver(c) {
    const options = base({
      grid: {left: 4, right: 8, top: 14, bottom: 26, containLabel: true},
      xAxis: {type: 'category', data: c.carryOver.map((e, i) => String(i)), name: data.period + 's after the spend', nameLocation: 'middle', nameGap: 24, nameTextStyle: text(),
        axisLabel: text(), axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}}},
      yAxis: valueAxis('', {splitNumber: 2, min: 0, axisLabel: Object.assign(text(), {formatter: v => minus(String(Math.round(v * 100))) + '\u00a0%'})}),
      series: [{type: 'bar', barMaxWidth: 22, itemStyle: {color: theme.plan}, data: c.carryOver.map(e => e[0])},
        whiskers(c.carryOver.map((e, i) => [[i, e[1]], [i, e[2]]]), theme.ink)]
    });
    return withTip(options, points => {
      const lag = points[0].dataIndex;
      const e = c.carryOver[lag];
      return tip(lag === 0 ? 'in the ' + data.period + ' of the spend' : lag + ' ' + data.period + (lag > 1 ? 's' : '') + ' after',
        [percent(e[0]), '90 % interval ' + percent(e[1]) + ' to ' + percent(e[2])]);
    });
  }

  const timeline = () => ({
    type: 'category', data: data.fit.dates, boundaryGap: false, name: 'First day of the ' + data.period, nameLocation: 'middle', nameGap: 30, nameTextStyle: text(),
    axisLabel: Object.assign(text(), {hideOverlap: true}), axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}}
  });
  const perKpi = () => upright(perPeriod(data.kpi, data.kpiUnit));

  function fit() {
    const f = data.fit;
    const plain = (name, values, style) => ({name, type: 'line', symbol: 'none', data: values, lineStyle: style, itemStyle: {color: style.color}});
    const options = base({
      legend: legend({data: ['actual', 'model', 'baseline']}),
      grid: {left: 8, right: 16, top: 66, bottom: 34, containLabel: true},
      xAxis: timeline(), yAxis: perKpi(),
      series: band(f.dates, f.fitted).concat([
        plain('model', f.fitted.map(e => e[0]), {color: theme.plan, width: 2}),
        plain('actual', f.actual, {color: theme.ink, width: 1.3}),
        plain('baseline', f.baseline, {color: theme.before, width: 1.5, type: 'dashed'})])
    });
    options.tooltip.axisPointer = {type: 'line', lineStyle: {color: theme.muted}};
    return withTip(options, points => {
      const t = points[0].dataIndex;
      return tip(f.dates[t], ['actual: ' + exact(f.actual[t]), 'model: ' + short(f.fitted[t][0]) + ' (' + interval(f.fitted[t]) + ')', 'baseline: ' + short(f.baseline[t])]);
    });
  }

  function contributions() {
    const f = data.fit;
    const top = roomFor(['baseline'].concat(f.contributions.map(c => c.name)));
    const area = (name, values, fill) => ({
      name, type: 'line', stack: 'all', symbol: 'none', data: values, lineStyle: {width: 0.5, color: theme.surface}, areaStyle: {color: fill, opacity: 0.9}, itemStyle: {color: fill}
    });
    const options = base({
      legend: legend(),
      grid: {left: 8, right: 16, top, bottom: 34, containLabel: true},
      xAxis: timeline(), yAxis: perKpi(),
      series: [area('baseline', f.baseline, mix(theme.before, theme.surface, 0.45))].concat(f.contributions.map((c, i) => area(c.name, c.values, color(i))))
    });
    options.tooltip.axisPointer = {type: 'line', lineStyle: {color: theme.muted}};
    return withTip(options, points => {
      const t = points[0].dataIndex;
      return '<div class="tt"><strong>' + safe(f.dates[t]) + '</strong><br>' + safe('baseline: ' + short(f.baseline[t]))
        + f.contributions.map((c, i) => '<br>' + dot(color(i)) + safe(c.name + ': ' + short(c.values[t]))).join('') + '</div>';
    });
  }

  /* Drawing. */
  function draw(id, options, height) {
    const element = document.getElementById(id);
    if (!element) return;
    if (height) element.style.height = height + 'px';
    const chart = echarts.init(element, null, {renderer: 'svg'});
    chart.setOption(options);
    charts.push(chart);
  }
  function drawAll() {
    charts.splice(0).forEach(chart => chart.dispose());
    narrow = document.querySelector('main').clientWidth < 560;
    readTheme();
    const n = data.channels.length;
    draw('chart-spend', spend(), 90 + n * 42);
    draw('chart-weeks', weeks(), 340 + roomFor(data.channels.map(c => c.name)));
    draw('chart-value', waterfall(), 60 + data.waterfall.length * 32);
    data.channels.forEach((c, i) => draw('chart-curve-' + i, curve(c)));
    draw('chart-marginal', marginal(), 90 + n * 44);
    data.channels.forEach((c, i) => draw('chart-carry-' + i, carryOver(c)));
    draw('chart-fit', fit(), 380);
    draw('chart-contributions', contributions(), 340 + roomFor(data.fit.contributions.map(c => c.name)));
  }
  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  }
  drawAll();
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      later();
    }
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', later);
  window.addEventListener('beforeprint', () => {
    root.classList.add('printing');
    drawAll();
  });
  window.addEventListener('afterprint', () => {
    root.classList.remove('printing');
    drawAll();
  });

  /* Which rule a mark stands for, on hover and on focus. */
  const bubble = document.createElement('div');
  bubble.className = 'tip';
  bubble.hidden = true;
  bubble.setAttribute('role', 'tooltip');
  document.body.append(bubble);
  function show(event) {
    const target = event.target.closest && event.target.closest('[data-tip]');
    bubble.hidden = !target;
    if (!target) return;
    bubble.textContent = target.dataset.tip;
    const box = target.getBoundingClientRect();
    bubble.style.left = Math.max(8, Math.min(box.left, window.innerWidth - bubble.offsetWidth - 8)) + 'px';
    const below = box.bottom + 6;
    bubble.style.top = (below + bubble.offsetHeight > window.innerHeight ? box.top - bubble.offsetHeight - 6 : below) + 'px';
  }
  ['mouseover', 'focusin'].forEach(kind => document.addEventListener(kind, show));
  ['scroll', 'focusout'].forEach(kind => document.addEventListener(kind, () => { bubble.hidden = true; }, true));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') bubble.hidden = true; });

  /* The contents show where one is. */
  const links = new Map(Array.from(document.querySelectorAll('.contents a'), a => [a.hash.slice(1), a]));
  const watcher = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    links.forEach((a, id) => a.classList.toggle('here', id === entry.target.id));
  }), {rootMargin: '-10% 0px -80% 0px'});
  links.forEach((a, id) => {
    const section = document.getElementById(id);
    if (section) watcher.observe(section);
  });
})();
