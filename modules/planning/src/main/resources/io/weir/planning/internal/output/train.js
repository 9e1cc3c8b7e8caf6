'use strict';
(function () {
  const {data, view, theme, start, draw, color, safe, spaced, exact, percent, named, dot, text, valueAxis, upright, rows, base, legend, roomFor, withTip, whiskers, tip} = kit;
  const names = data.weeks.map(w => w.name);
  const share = value => (value * 100).toFixed(2) + '\u00a0%';

  function lead() {
    const all = data.contenders;
    const options = base({
      xAxis: valueAxis('Value over the paced bidder', {axisLabel: Object.assign(text(), {formatter: percent, hideOverlap: true}), scale: true}),
      yAxis: rows(all.map(c => c.name)),
      series: [
        {type: 'scatter', symbolSize: 11, itemStyle: {color: theme.plan}, data: all.map(c => [c.over_paced[0], c.name])},
        whiskers(all.map(c => [[c.over_paced[1], c.name], [c.over_paced[2], c.name]]), theme.plan)
      ]
    });
    return withTip(options, p => {
      const c = all[p.dataIndex];
      return tip(c.name, ['over paced: ' + share(c.over_paced[0]) + ' (' + share(c.over_paced[1]) + ' to ' + share(c.over_paced[2]) + ')']
        .concat(c.of_bound ? ['of the bound: ' + exact(c.of_bound[0])] : []).concat(['spent: ' + percent(c.spent[0])]));
    }, {trigger: 'item'});
  }

  /* Both bidders over the ticks of a period; what they share is drawn dashed. */
  function ticks(key, name, format, more, axis) {
    const count = data.weeks[0][key].length;
    const options = base({
      legend: legend({data: names.concat((more || []).map(s => s.name))}),
      grid: {left: 8, right: 12, top: roomFor(names), bottom: 34, containLabel: true},
      xAxis: {type: 'category', data: Array.from({length: count}, (v, i) => i + 1), name: 'tick', nameLocation: 'middle', nameGap: 24,
        nameTextStyle: text(), boundaryGap: false, axisTick: {show: false}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(name, axis),
      series: data.weeks.map((w, i) => ({name: w.name, type: 'line', symbol: 'none', lineStyle: {width: 2, color: color(i)},
        itemStyle: {color: color(i)}, data: w[key]})).concat(more || [])
    });
    return withTip(options, points => '<div class="tt"><strong>tick ' + safe(points[0].axisValue) + '</strong>'
      + points.map(p => '<br>' + dot(p.color) + safe(p.seriesName + ': ' + format(p.value))).join('') + '</div>');
  }

  function curve() {
    const points = data.training.curve;
    const options = base({
      grid: {left: 8, right: view.narrow ? 24 : 48, top: 40, bottom: 44, containLabel: true},
      xAxis: valueAxis('Round', {max: points[points.length - 1].round}),
      yAxis: upright('Gain (%)'),
      series: [{type: 'line', symbolSize: 6, lineStyle: {width: 2, color: theme.plan}, itemStyle: {color: theme.plan},
        data: points.map(p => [p.round, p.gain_percent]),
        markLine: {symbol: ['none', 'none'], silent: true, animation: false, label: {show: false}, lineStyle: {color: theme.before, type: 'dashed'},
          data: [{xAxis: data.training.kept_round}]}}]
    });
    return withTip(options, p => tip('round ' + p.value[0], ['gain: ' + exact(p.value[1]) + '\u00a0%']), {trigger: 'item'});
  }

  const money = value => spaced(exact(value), data.currency);
  const even = () => {
    const count = data.weeks[0].spent.length;
    return [{name: 'evenly', type: 'line', symbol: 'none', lineStyle: {width: 1.5, type: 'dashed', color: theme.muted}, itemStyle: {color: theme.muted},
      data: Array.from({length: count}, (v, i) => data.weeks[0].target * (i + 1) / count)}];
  };
  start(() => {
    draw('chart-lead', lead(), 80 + data.contenders.length * 34);
    draw('chart-spent', ticks('spent', named('Spent', data.currency), money, even()));
    draw('chart-bid', ticks('bid', named('Mean bid', data.currency), money, [], {scale: true}));
    draw('chart-won', ticks('won', 'Share won', percent, [], {axisLabel: Object.assign(text(), {formatter: percent})}));
    draw('chart-price', ticks('price', 'Value per unit of money', exact, [], {scale: true}));
    draw('chart-curve', curve());
  });
})();
