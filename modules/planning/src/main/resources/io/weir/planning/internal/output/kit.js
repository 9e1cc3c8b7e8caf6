'use strict';
/* What the pages' charts share: words and numbers, colours, parts of options, drawing. */
const kit = (function () {
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const root = document.documentElement;
  const charts = [];
  const view = {narrow: false};
  const theme = {};

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
    Object.assign(theme, {
      ink: get('ink'), muted: get('muted'), line: get('line'), surface: get('surface'), before: get('before'), plan: get('plan'),
      rest: get('rest'), band: get('band'), allowed: get('allowed'), series: get('series').split(/\s+/),
      font: getComputedStyle(document.body).fontFamily
    });
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
    splitLine: {lineStyle: {color: theme.line}}, axisLine: {show: false}, axisTick: {show: false}, splitNumber: view.narrow ? 3 : 5
  }, more);
  const upright = (name, more) => valueAxis('', Object.assign({
    name, nameLocation: 'end', nameGap: 12, nameTextStyle: Object.assign(text(), {align: 'left', padding: [0, 0, 0, -20]})
  }, more));
  const rows = (names, more) => Object.assign({
    type: 'category', data: names, inverse: true, axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}},
    axisLabel: {color: theme.ink, fontFamily: theme.font, fontSize: view.narrow ? 12 : 13, lineHeight: 14, width: view.narrow ? 100 : 190, overflow: view.narrow ? 'break' : 'truncate', interval: 0,
      formatter: name => view.narrow ? clip(name, 26) : name}
  }, more);
  const base = more => Object.assign({
    animation: false, textStyle: {fontFamily: theme.font, color: theme.ink},
    grid: {left: 8, right: view.narrow ? 44 : 96, top: 40, bottom: 34, containLabel: true},
    tooltip: {
      trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: theme.band}, lineStyle: {color: theme.muted}}, confine: true,
      backgroundColor: theme.surface, borderColor: theme.line, textStyle: {color: theme.ink, fontSize: 13, fontFamily: theme.font}
    }
  }, more);
  const legend = more => Object.assign({
    top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 16, textStyle: Object.assign(text(), {fontSize: 12}),
    formatter: name => clip(name, view.narrow ? 20 : 32)
  }, more);
  const clip = (name, length) => name.length > length ? name.slice(0, length - 1) + '\u2026' : name;
  /* Room above a chart for the rows of its legend and the name of its upright axis. */
  function roomFor(names) {
    const width = document.querySelector('.plot').clientWidth;
    let line = 1;
    let used = 0;
    names.forEach(name => {
      const need = 36 + 7 * clip(name, view.narrow ? 20 : 32).length;
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

  /* Drawing. */
  function draw(id, options, height) {
    const element = document.getElementById(id);
    if (!element) return;
    if (height) element.style.height = height + 'px';
    const chart = echarts.init(element, null, {renderer: 'svg'});
    chart.setOption(options);
    charts.push(chart);
  }
  /* Draws now, and again whenever the page's width or colours change. */
  function start(drawCharts) {
    function drawAll() {
      charts.splice(0).forEach(chart => chart.dispose());
      view.narrow = document.querySelector('main').clientWidth < 560;
      readTheme();
      drawCharts();
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
  }

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

  return {
    data, view, theme, start, draw, color, mix, safe, minus, spaced, short, tick, exact, percent, interval, named, perPeriod, tip, dot,
    text, valueAxis, upright, rows, base, legend, roomFor, withTip, whiskers, band
  };
})();
