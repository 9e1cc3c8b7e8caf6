'use strict';
(function () {
  const {
    data, view, theme, start, draw, color, mix, safe, minus, spaced, short, tick, exact, percent, interval, named, perPeriod, tip, dot,
    text, valueAxis, upright, rows, base, legend, roomFor, withTip, whiskers, band
  } = kit;

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
          label: {show: true, position: 'right', color: theme.ink, fontFamily: theme.font, fontSize: 12, formatter: p => short(p.value) + (view.narrow ? '' : shift(list[p.dataIndex]))}}
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
      grid: {left: 8, right: view.narrow ? 40 : 72, top: 8, bottom: 34, containLabel: true},
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
          label: {show: !view.narrow, color: theme.muted, formatter: 'earns its cost', position: 'start', distance: 4}, data: data.breakEven ? [{xAxis: 1}] : []}
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

  start(() => {
    const n = data.channels.length;
    draw('chart-spend', spend(), 90 + n * 42);
    draw('chart-weeks', weeks(), 340 + roomFor(data.channels.map(c => c.name)));
    draw('chart-value', waterfall(), 60 + data.waterfall.length * 32);
    data.channels.forEach((c, i) => draw('chart-curve-' + i, curve(c)));
    draw('chart-marginal', marginal(), 90 + n * 44);
    data.channels.forEach((c, i) => draw('chart-carry-' + i, carryOver(c)));
    draw('chart-fit', fit(), 380);
    draw('chart-contributions', contributions(), 340 + roomFor(data.fit.contributions.map(c => c.name)));
  });
})();
