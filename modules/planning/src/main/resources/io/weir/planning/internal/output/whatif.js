'use strict';
(function () {
  const {
    data, view, theme, start, draw, color, safe, minus, spaced, short, exact, interval, named, perPeriod, tip, dot,
    valueAxis, rows, base, legend, roomFor, withTip, whiskers
  } = kit;
  const scenarios = data.rows.slice(1);
  const sum = list => list.reduce((all, v) => all + (v || 0), 0);
  const estimate = e => spaced(short(e[0]), data.valueUnit) + ' (' + interval(e) + ')';

  /* Against the base: planned anew, and with the base's plan kept. */
  function differences() {
    const list = scenarios.filter(s => s.difference || s.unchanged);
    const lift = 0.16;
    const set = (key, shift, fill, name, symbol) => {
      const own = list.map((s, i) => [s[key], i]).filter(p => p[0]);
      return [
        Object.assign(whiskers(own.map(([e, i]) => [[e[1], i + shift], [e[2], i + shift]]), fill), {name}),
        {name, type: 'scatter', symbol, symbolSize: symbol === 'diamond' ? 13 : 10, z: 6, itemStyle: {color: fill, borderColor: theme.surface, borderWidth: 1},
          data: own.map(([e, i]) => [e[0], i + shift])}
      ];
    };
    const options = base({
      legend: legend({data: ['planned anew', 'base plan kept']}),
      xAxis: valueAxis(named('Difference to the base', data.valueUnit), {scale: false}),
      yAxis: {type: 'value', min: -0.5, max: list.length - 0.5, interval: 1, inverse: true, splitLine: {show: false}, axisTick: {show: false},
        axisLine: {show: true, lineStyle: {color: theme.muted}, onZero: false}, axisLabel: {show: false}},
      series: set('difference', -lift, theme.plan, 'planned anew', 'diamond').concat(set('unchanged', lift, theme.before, 'base plan kept', 'circle'), [{
        type: 'scatter', data: [[0, 0]], symbolSize: 0, silent: true,
        markLine: {symbol: ['none', 'none'], silent: true, animation: false, lineStyle: {color: theme.ink, type: 'dashed', width: 1},
          label: {show: false}, data: [{xAxis: 0}]}
      }])
    });
    options.yAxis = [options.yAxis, rows(list.map(s => s.name), {position: 'left', axisLine: {show: false}})];
    return withTip(options, p => {
      const s = list[Math.round(p.value[1])];
      return tip(s.name, [s.difference ? 'planned anew: ' + estimate(s.difference) : 'not compared']
        .concat(s.unchanged ? ['base plan kept: ' + estimate(s.unchanged)] : ['the base plan cannot be kept']));
    }, {trigger: 'item'});
  }

  function spend() {
    const list = data.rows;
    const options = base({
      legend: legend(),
      grid: {left: 8, right: view.narrow ? 44 : 72, top: roomFor(data.channels), bottom: 34, containLabel: true},
      xAxis: valueAxis(perPeriod('Mean spend', data.spendUnit)),
      yAxis: rows(list.map(r => r.name)),
      series: data.channels.map((name, i) => ({
        name, type: 'bar', stack: 'spend', barMaxWidth: 22, data: list.map(r => r.spend[i]),
        itemStyle: {color: color(i), borderColor: theme.surface, borderWidth: 0.5}
      }))
    });
    return withTip(options, points => {
      const r = list[points[0].dataIndex];
      return '<div class="tt"><strong>' + safe(r.name) + '</strong>'
        + data.channels.map((name, i) => '<br>' + dot(color(i)) + safe(name + ': ' + spaced(exact(r.spend[i]), data.spendUnit))).join('')
        + '<br>' + safe('all: ' + spaced(exact(sum(r.spend)), data.spendUnit)) + '</div>';
    });
  }

  function channels(scenario) {
    const own = data.channels.map((name, i) => ({name, before: data.rows[0].spend[i], after: scenario.spend[i]})).filter(c => c.before > 0 || c.after > 0);
    const shift = c => {
      if (!(c.before > 0)) return 'new';
      const change = 100 * (c.after / c.before - 1);
      const text = change.toFixed(Math.abs(change) < 9.95 ? 1 : 0);
      return Number(text) === 0 ? '0\u00a0%' : (change > 0 ? '+' : '') + minus(text) + '\u00a0%';
    };
    const options = base({
      legend: legend({data: ['base', 'scenario']}),
      xAxis: valueAxis(perPeriod('Mean spend', data.spendUnit)),
      yAxis: rows(own.map(c => c.name)),
      series: [
        {name: 'base', type: 'bar', barMaxWidth: 13, itemStyle: {color: theme.before}, data: own.map(c => c.before)},
        {name: 'scenario', type: 'bar', barMaxWidth: 13, barGap: '15%', itemStyle: {color: theme.plan}, data: own.map(c => c.after),
          label: {show: true, position: 'right', color: theme.ink, fontFamily: theme.font, fontSize: 12,
            formatter: p => short(p.value) + (view.narrow ? '' : '  ' + shift(own[p.dataIndex]))}}
      ]
    });
    return withTip(options, points => {
      const c = own[points[0].dataIndex];
      return tip(c.name, ['base: ' + spaced(exact(c.before), data.spendUnit), 'scenario: ' + spaced(exact(c.after), data.spendUnit), 'change: ' + shift(c)]);
    });
  }

  start(() => {
    draw('chart-difference', differences(), 100 + scenarios.filter(s => s.difference || s.unchanged).length * 46);
    draw('chart-spend', spend(), 60 + roomFor(data.channels) + data.rows.length * 34);
    scenarios.forEach((s, i) => draw('chart-scenario-' + i, channels(s), 90 + data.channels.length * 40));
  });
})();
