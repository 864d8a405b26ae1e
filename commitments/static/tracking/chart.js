/* Draws the path to a target and the values measured on it. The table below says the same. */
(function () {
  "use strict";
  var place = document.getElementById("ct-chart"), source = document.getElementById("ct-chart-data");
  if (!place || !source || !window.echarts) { return; }
  var data = JSON.parse(source.textContent), chinese = data.language.indexOf("zh") === 0;
  var FONT = getComputedStyle(document.body).fontFamily;

  /* 1.2万亿 rather than twelve noughts; a unit that is 万 or % already is not scaled once more. */
  var scales = chinese
    ? [[1e12, "万亿"], [1e8, "亿"], [1e5, "万", 1e4]]
    : [[1e12, " tn"], [1e9, " bn"], [1e6, " m"]];
  function figure(value) {
    var size = Math.abs(value), shown = value, word = "";
    if (!/^[%％‰万亿百]/.test(data.unit)) {
      scales.some(function (scale) {
        if (size < scale[0]) { return false; }
        shown = value / (scale[2] || scale[0]);
        word = scale[1];
        return true;
      });
    }
    return String(Number(shown.toPrecision(10))) + word;
  }
  function day(time) {
    var when = new Date(time), options = { day: "numeric", month: "short" };
    if (when.getDate() === 1) { options = when.getMonth() ? { month: "short" } : { year: "numeric" }; }
    return when.toLocaleDateString(chinese ? "zh-CN" : "en-GB", options);
  }

  function points(list) {
    return list.map(function (point) { return { value: [point.on, point.value], name: point.words }; });
  }
  function series(list, style) {
    var given = {
      type: "line", data: list, animation: false, cursor: "default", showSymbol: true, z: 3,
      label: { show: false, fontFamily: FONT },
      emphasis: { scale: 1.4, label: { show: true, position: "top", formatter: "{b}", color: "#1f2937", backgroundColor: "#fff", padding: 3 } }
    };
    Object.keys(style).forEach(function (name) { given[name] = style[name]; });
    return given;
  }
  function level(target, value, isLast) {
    var colour = target.is_former ? "#b8a2a0" : "#b42318";
    var end = {
      value: [target.until, value],
      label: {
        show: isLast, formatter: target.words, color: target.is_former ? "#8f7674" : colour, fontFamily: FONT,
        position: target.is_former ? "right" : "left", offset: target.is_former ? [0, 0] : [0, -10]
      }
    };
    return series([[target.since, value], end], {
      symbol: "circle", silent: true, z: 2, symbolSize: 0.1,
      lineStyle: { color: colour, width: target.is_former ? 1 : 2, type: target.is_former ? "dotted" : "solid" }
    });
  }

  var all = [];
  data.targets.forEach(function (target) {
    target.levels.forEach(function (value, index) {
      all.push(level(target, value, index === target.levels.length - 1));
    });
  });
  all.push(series(points(data.planned), {
    step: data.holds ? "end" : false, symbol: "emptyCircle", symbolSize: 4,
    lineStyle: { color: "#64707f", width: 2, type: "dashed" }, itemStyle: { color: "#64707f" }
  }));
  all.push(series(points(data.baseline), {
    symbol: "triangle", symbolSize: 12, itemStyle: { color: "#475467" }, lineStyle: { width: 0 }
  }));
  all.push(series(points(data.measured.approved), {
    symbol: "circle", symbolSize: 9, lineStyle: { color: "#1f5fbf", width: 2 }, itemStyle: { color: "#1f5fbf" }
  }));
  all.push(series(points(data.measured.submitted), {
    symbol: "diamond", symbolSize: 13, lineStyle: { width: 0 },
    itemStyle: { color: "#fff", borderColor: "#b54708", borderWidth: 2 }
  }));

  /* A line from top to bottom: its ends are the ends of the value axis. */
  var heights = [];
  all.forEach(function (each) {
    each.data.forEach(function (point) { heights.push((point.value || point)[1]); });
  });
  var low = Math.min.apply(null, heights), high = Math.max.apply(null, heights);
  var room = (high - low) * 0.12 || Math.abs(high) * 0.1 || 1;
  var least = low >= 0 && low < room * 2 ? 0 : low - room, most = high + room * 1.5;
  all.push(series([[data.today, least], {
    value: [data.today, most],
    label: { show: true, position: "insideTopRight", formatter: data.words.today, color: "#64707f", fontFamily: FONT }
  }], { symbolSize: 0.1, silent: true, z: 1, lineStyle: { color: "#98a2b3", width: 1, type: "dashed" } }));

  var chart = window.echarts.init(place);
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 12, right: 32, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: "time", min: data.since, max: data.until,
      axisLabel: { formatter: day, hideOverlap: true, color: "#475467" },
      axisLine: { lineStyle: { color: "#98a2b3" } }
    },
    yAxis: {
      type: "value", min: least, max: most,
      axisLabel: { formatter: figure, color: "#475467", showMinLabel: least === 0, showMaxLabel: false },
      splitLine: { lineStyle: { color: "#eef1f4" } }
    },
    series: all
  });
  place.dataset.drawn = String(all.length);
  window.addEventListener("resize", function () { chart.resize(); });
})();
