'use strict';
(function () {
  const {data, view, theme, start, draw, exact, text, valueAxis, upright, rows, base, withTip, whiskers, tip} = kit;

  function changes() {
    const all = data.changes;
    const options = base({
      xAxis: valueAxis('Factor on history\u2019s split', {scale: true, axisLabel: Object.assign(text(), {hideOverlap: true})}),
      yAxis: rows(all.map(c => c.channel)),
      series: [
        {type: 'scatter', symbolSize: 11, itemStyle: {color: theme.plan}, data: all.map(c => [c.factor[0], c.channel]),
          markLine: {symbol: ['none', 'none'], silent: true, animation: false, label: {show: false}, lineStyle: {color: theme.before, type: 'dashed'},
            data: [{xAxis: 1}]}},
        whiskers(all.map(c => [[c.factor[1], c.channel], [c.factor[2], c.channel]]), theme.plan)
      ]
    });
    return withTip(options, p => {
      const c = all[p.dataIndex];
      return tip(c.channel, ['factor: ' + exact(c.factor[0]) + ' (' + exact(c.factor[1]) + ' to ' + exact(c.factor[2]) + ')']);
    }, {trigger: 'item'});
  }

  function curve() {
    const points = data.curve;
    const options = base({
      grid: {left: 8, right: view.narrow ? 24 : 48, top: 40, bottom: 44, containLabel: true},
      xAxis: valueAxis('Round', {max: points[points.length - 1].round}),
      yAxis: upright('Gain (%)'),
      series: [{type: 'line', symbolSize: 6, lineStyle: {width: 2, color: theme.plan}, itemStyle: {color: theme.plan},
        data: points.map(p => [p.round, p.gain_percent]),
        markLine: {symbol: ['none', 'none'], silent: true, animation: false, label: {show: false}, lineStyle: {color: theme.before, type: 'dashed'},
          data: [{xAxis: data.kept_round}]}}]
    });
    return withTip(options, p => tip('round ' + p.value[0], ['gain: ' + exact(p.value[1]) + '\u00a0%']), {trigger: 'item'});
  }

  start(() => {
    draw('chart-changes', changes(), 80 + data.changes.length * 34);
    draw('chart-curve', curve());
  });
})();
