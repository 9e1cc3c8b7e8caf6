'use strict';
(function () {
  const {
    data, view, theme, start, draw, color, mix, safe, spaced, short, exact, percent, named, perPeriod, tip, dot, text, valueAxis,
    upright, rows, base, legend, roomFor, withTip, whiskers
  } = kit;
  const estimate = (e, unit) => spaced(short(e[0]), unit) + ' \u00b1 ' + short((e[2] - e[1]) / 2);

  /* From left to right; every state is told apart from the one people come back to. */
  function flows() {
    const names = Array.from(new Set(data.flows.flatMap(f => [f.from, f.to])));
    return base({
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: theme.surface, borderColor: theme.line,
        textStyle: {color: theme.ink, fontSize: 13, fontFamily: theme.font},
        formatter: p => p.dataType === 'edge'
          ? tip(p.data.source + ' \u2192 ' + p.data.target, p.data.parts.map(f => f.name + ': ' + exact(f.perYear) + ' per year'))
          : tip(p.name, [exact(p.value) + ' people per year'])
      },
      series: [{
        type: 'sankey', left: 4, right: view.narrow ? 90 : 150, top: 8, bottom: 8, nodeWidth: 12, nodeGap: 18, draggable: false, animation: false,
        emphasis: {focus: 'adjacency'}, lineStyle: {color: 'source', opacity: 0.35, curveness: 0.5},
        label: {color: theme.ink, fontFamily: theme.font, fontSize: view.narrow ? 11 : 12},
        data: names.map((name, i) => ({name, itemStyle: {color: color(i)}})),
        links: links()
      }]
    });
  }
  function links() {
    const all = new Map();
    data.flows.forEach(f => {
      const key = f.from + '\n' + f.to;
      if (!all.has(key)) all.set(key, {source: f.from, target: f.to, value: 0, parts: []});
      const link = all.get(key);
      link.value += f.perYear;
      link.parts.push(f);
    });
    return Array.from(all.values());
  }

  function curves() {
    const options = base({
      legend: legend({data: data.channels}),
      grid: {left: 8, right: view.narrow ? 24 : 48, top: roomFor(data.channels), bottom: 44, containLabel: true},
      xAxis: valueAxis('Multiple of usual spend', {max: data.multiples[data.multiples.length - 1]}),
      yAxis: upright(named('Incremental ' + data.valueNoun, data.valueUnit)),
      series: data.channels.flatMap((name, i) => [
        {name, type: 'line', symbolSize: 6, lineStyle: {width: 2, color: color(i)}, itemStyle: {color: color(i)},
          data: data.curves[i].map((e, k) => [data.multiples[k], e[0]])},
        whiskers(data.curves[i].map((e, k) => [[data.multiples[k], e[1]], [data.multiples[k], e[2]]]), color(i))
      ])
    });
    return withTip(options, p => {
      const i = data.channels.indexOf(p.seriesName);
      const k = p.dataIndex;
      return tip(p.seriesName, ['spend: ' + spaced(exact(data.multiples[k] * data.usual[i]), data.spendUnit) + ' per ' + data.period,
        data.valueNoun + ': ' + estimate(data.curves[i][k], data.valueUnit)]);
    }, {trigger: 'item'});
  }

  function best() {
    const options = base({
      legend: legend({data: ['usual', 'clairvoyant']}),
      xAxis: valueAxis(perPeriod('Spend', data.spendUnit)),
      yAxis: rows(data.channels),
      series: [
        {name: 'usual', type: 'bar', barMaxWidth: 13, itemStyle: {color: theme.before}, data: data.usual},
        {name: 'clairvoyant', type: 'bar', barMaxWidth: 13, barGap: '15%', itemStyle: {color: theme.plan}, data: data.best,
          label: {show: true, position: 'right', color: theme.ink, fontFamily: theme.font, fontSize: 12, formatter: p => short(p.value)}}
      ]
    });
    return withTip(options, points => {
      const i = points[0].dataIndex;
      return tip(data.channels[i], ['usual: ' + spaced(exact(data.usual[i]), data.spendUnit), 'clairvoyant: ' + spaced(exact(data.best[i]), data.spendUnit)]);
    });
  }

  function together() {
    const most = Math.max(1e-9, ...data.together.map(t => Math.abs(t[2])));
    const many = data.channels.length > 6;
    const names = more => Object.assign({
      type: 'category', data: data.channels, axisTick: {show: false}, axisLine: {show: false}, splitArea: {show: false},
      axisLabel: {color: theme.ink, fontFamily: theme.font, fontSize: 12, interval: 0, rotate: more.rotate || 0, width: view.narrow ? 80 : 120, overflow: 'truncate'}
    }, more.axis);
    const options = base({
      grid: {left: 8, right: 12, top: 8, bottom: many ? 20 : 8, containLabel: true},
      xAxis: names({rotate: many || view.narrow ? 40 : 0, axis: {}}),
      yAxis: names({axis: {inverse: true}}),
      visualMap: {show: false, min: -most, max: most, dimension: 2, inRange: {color: [mix(theme.series[1], theme.surface, 0.4), theme.surface, mix(theme.series[0], theme.surface, 0.4)]}},
      series: [{
        type: 'heatmap', data: data.together, itemStyle: {borderColor: theme.line, borderWidth: 1},
        label: {show: !(many && view.narrow), color: theme.ink, fontFamily: theme.font, fontSize: 11, formatter: p => short(p.value[2])}
      }]
    });
    return withTip(options, p => tip(data.channels[p.value[0]] + ' with ' + data.channels[p.value[1]],
      [spaced(short(p.value[2]), data.valueUnit) + ' \u00b1 ' + short(p.value[3]) + ' beyond each alone']), {trigger: 'item'});
  }

  function surface() {
    const s = data.surface;
    const labels = s.multiples.map(m => '\u00d7 ' + m);
    const values = s.cells.map(c => c[2]);
    const axis = channel => ({type: 'category', data: labels, name: data.channels[channel], nameLocation: 'middle', nameTextStyle: text(),
      axisTick: {show: false}, axisLine: {show: false}, axisLabel: text()});
    const options = base({
      grid: {left: 34, right: 12, top: 8, bottom: 34, containLabel: true},
      xAxis: Object.assign(axis(s.second), {nameGap: 26}),
      yAxis: Object.assign(axis(s.first), {nameGap: 44}),
      visualMap: {show: false, min: Math.min(...values), max: Math.max(...values), dimension: 2, inRange: {color: [theme.surface, mix(theme.series[0], theme.surface, 0.3)]}},
      series: [{
        type: 'heatmap', data: s.cells.map(c => [c[1], c[0], c[2], c[3]]), itemStyle: {borderColor: theme.line, borderWidth: 1},
        label: {show: true, color: theme.ink, fontFamily: theme.font, fontSize: 11, formatter: p => short(p.value[2])}
      }]
    });
    return withTip(options, p => tip(data.channels[s.first] + ' ' + labels[p.value[1]] + ', ' + data.channels[s.second] + ' ' + labels[p.value[0]],
      [spaced(short(p.value[2]), data.valueUnit) + ' \u00b1 ' + short(p.value[3])]), {trigger: 'item'});
  }

  function landscape(one) {
    const options = base({
      legend: legend({data: ['share won', 'price paid']}),
      grid: {left: 8, right: view.narrow ? 24 : 48, top: 64, bottom: 44, containLabel: true},
      xAxis: valueAxis(named('Bid per ' + one.unit, data.spendUnit)),
      yAxis: [
        upright('Share won', {min: 0, axisLabel: Object.assign(text(), {formatter: percent})}),
        upright(named('Paid', data.spendUnit), {min: 0, position: 'right', splitLine: {show: false}, nameTextStyle: Object.assign(text(), {align: 'right'})})
      ],
      series: [
        {name: 'share won', type: 'line', symbolSize: 6, itemStyle: {color: theme.plan}, lineStyle: {color: theme.plan, width: 2}, data: one.won.map((e, k) => [one.bids[k], e[0]])},
        {name: 'price paid', type: 'line', yAxisIndex: 1, symbol: 'diamond', symbolSize: 8, connectNulls: false, itemStyle: {color: theme.before},
          lineStyle: {color: theme.before, width: 2, type: 'dashed'}, data: one.price.map((e, k) => [one.bids[k], e[0]])}
      ]
    });
    return withTip(options, points => {
      const k = points[0].dataIndex;
      return tip('bid ' + spaced(exact(one.bids[k]), data.spendUnit), ['won: ' + percent(one.won[k][0]),
        'paid: ' + (one.price[k][0] === null ? 'nothing won' : estimate(one.price[k], data.spendUnit))]);
    });
  }

  function bars(names, values, name) {
    const options = base({
      grid: {left: 8, right: 12, top: 30, bottom: 8, containLabel: true},
      xAxis: {type: 'category', data: names, axisTick: {show: false}, axisLine: {lineStyle: {color: theme.muted}}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(name, {min: 0, splitNumber: 3}),
      series: [{type: 'bar', data: values, barMaxWidth: 26, itemStyle: {color: theme.plan}}]
    });
    return withTip(options, points => tip(points[0].name, [exact(points[0].value)]));
  }

  function spend() {
    const options = base({
      legend: legend({data: data.channels}),
      grid: {left: 8, right: 12, top: roomFor(data.channels), bottom: 8, containLabel: true},
      xAxis: {type: 'category', data: data.history.starts, boundaryGap: false, axisTick: {show: false}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(perPeriod('Spend', data.spendUnit)),
      series: data.channels.map((name, i) => ({name, type: 'line', symbol: 'none', lineStyle: {width: 1.5, color: color(i)}, itemStyle: {color: color(i)}, data: data.history.spend[i]}))
    });
    return withTip(options, points => '<div class="tt"><strong>' + safe(points[0].axisValue) + '</strong>'
      + points.map(p => '<br>' + dot(p.color) + safe(p.seriesName + ': ' + spaced(exact(p.value), data.spendUnit))).join('') + '</div>');
  }

  function kpi() {
    const options = base({
      legend: legend({data: ['true', 'reported']}),
      grid: {left: 8, right: 12, top: 64, bottom: 8, containLabel: true},
      xAxis: {type: 'category', data: data.history.starts, boundaryGap: false, axisTick: {show: false}, axisLabel: Object.assign(text(), {hideOverlap: true})},
      yAxis: upright(perPeriod(data.valueNoun, data.valueUnit === 'conversions' ? '' : data.valueUnit), {scale: false}),
      series: [
        {name: 'true', type: 'line', symbol: 'none', lineStyle: {width: 2, color: theme.plan}, itemStyle: {color: theme.plan}, data: data.history.kpi},
        {name: 'reported', type: 'line', symbol: 'none', lineStyle: {width: 1.5, type: 'dashed', color: theme.ink}, itemStyle: {color: theme.ink}, data: data.history.visible}
      ]
    });
    return withTip(options, points => tip(points[0].axisValue, points.map(p => p.seriesName + ': ' + exact(p.value))));
  }

  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  start(() => {
    draw('chart-flows', flows(), 520);
    draw('chart-curves', curves(), 300 + roomFor(data.channels));
    draw('chart-best', best(), 90 + data.channels.length * 40);
    draw('chart-together', together(), 90 + data.channels.length * (data.channels.length > 6 ? 30 : 52));
    if (data.surface) draw('chart-surface', surface(), 300);
    data.landscapes.forEach((one, i) => draw('chart-landscape-' + i, landscape(one)));
    draw('chart-months', bars(months, data.calendar.months, 'Need by month'));
    draw('chart-weekdays', bars(weekdays, data.calendar.weekdays, 'By weekday'));
    draw('chart-hours', bars(data.calendar.hours.map((v, h) => h + ' h'), data.calendar.hours, 'By hour'));
    draw('chart-delay', bars(data.delay.map((v, d) => d + ' d'), data.delay, 'Share reported after so many days'));
    draw('chart-spend', spend(), 240 + roomFor(data.channels));
    draw('chart-kpi', kpi());
  });
})();
