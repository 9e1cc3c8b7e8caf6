'use strict';
(function () {
  const {data, view, theme, start, draw, color, safe, spaced, exact, percent, named, dot, text, valueAxis, upright, rows, base, legend, roomFor, withTip, whiskers, tip} = kit;
  const starts = data.periods.map(p => p.start);
  const history = data.methods.find(m => m.name === 'history');
  const money = value => spaced(exact(value), data.currency);

  function methods() {
    const all = data.methods;
    const options = base({
      xAxis: valueAxis('Over the history\u2019s split', {axisLabel: Object.assign(text(), {formatter: percent, hideOverlap: true}), scale: true}),
      yAxis: rows(all.map(m => m.name)),
      series: [
        {type: 'scatter', symbolSize: 11, itemStyle: {color: theme.plan}, data: all.map(m => [m.over_history[0], m.name])},
        whiskers(all.map(m => [[m.over_history[1], m.name], [m.over_history[2], m.name]]), theme.plan)
      ]
    });
    return withTip(options, p => {
      const m = all[p.dataIndex];
      return tip(m.name, ['brought: ' + exact(m.brought[0]), 'over the history\u2019s split: ' + percent(m.over_history[0]), 'spent: ' + percent(m.spent[0])]);
    }, {trigger: 'item'});
  }

  /* Lines over the periods. */
  function lines(series, name, format, axis) {
    const names = series.filter(s => !s.dashed).map(s => s.name);
    const options = base({
      legend: legend({data: names}),
      grid: {left: 8, right: 12, top: roomFor(names), bottom: 34, containLabel: true},
      xAxis: {type: 'category', data: starts, axisTick: {show: false}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(name, axis),
      series: series.map(s => ({name: s.name, type: 'line', symbol: 'none', lineStyle: {width: s.dashed ? 1.5 : 2, type: s.dashed ? 'dashed' : 'solid', color: s.color},
        itemStyle: {color: s.color}, data: s.data}))
    });
    return withTip(options, points => '<div class="tt"><strong>' + safe(points[0].axisValue) + '</strong>'
      + points.map(p => '<br>' + dot(p.color) + safe(p.seriesName + ': ' + format(p.value))).join('') + '</div>');
  }

  const perChannel = (key, suffix, dashed) => data.channels.map((c, i) => ({name: c + suffix, dashed: dashed, color: color(i), data: data.periods.map(p => p[key][i])}));

  /* Two bars per channel. */
  function credit() {
    const pair = [['last click', 'last_click', color(0)], ['Shapley value', 'shapley', color(1)]];
    const options = base({
      legend: legend({data: pair.map(p => p[0])}),
      grid: {left: 8, right: 12, top: roomFor(pair.map(p => p[0])), bottom: 34, containLabel: true},
      xAxis: {type: 'category', data: data.channels, axisTick: {show: false}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(named('Brought', data.currency)),
      series: pair.map(p => ({name: p[0], type: 'bar', itemStyle: {color: p[2]}, data: data.credits.map(c => c[p[1]])}))
    });
    return withTip(options, points => '<div class="tt"><strong>' + safe(points[0].axisValue) + '</strong>'
      + points.map(p => '<br>' + dot(p.color) + safe(p.seriesName + ': ' + money(p.value))).join('') + '</div>');
  }

  start(() => {
    draw('chart-methods', methods(), 80 + data.methods.length * 34);
    draw('chart-so-far', lines(data.methods.map((m, i) => ({name: m.name, color: color(i), data: m.brought_so_far.map((b, p) => b - history.brought_so_far[p])})), named('Brought', data.currency), money));
    draw('chart-spend', lines(perChannel('spend', '', false).concat(perChannel('targets', ': target', true)), named('Per period', data.currency), money));
    if (data.credits.some(c => c.shapley !== null)) {
      draw('chart-credit', credit());
    }
    const speakers = Object.keys(data.messages);
    if (speakers.length > 0) {
      draw('chart-messages', lines(speakers.map((who, i) => ({name: who, color: color(i), data: data.messages[who]})), 'Said', exact));
    }
    draw('chart-prices', lines(perChannel('shadow_prices', '', false), 'Value per unit of money', exact, {scale: true}));
  });
})();
