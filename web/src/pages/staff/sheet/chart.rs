//! Pictures of figures, without a size of their own: positions are shares of the space there is, so that text and
//! lines never scale. The figures are printed, and stand in the table below.

use shared::staff::{Chart, ChartKind, Series};
use yew::prelude::*;

/// Most labels under upright bars: more would touch each other on a phone.
const MOST_LABELS: usize = 5;

/// The whole width or height: positions are counted in hundredths of a percent.
const WHOLE: u64 = 10_000;

/// Where the bars begin, right of the scale.
const BARS_FROM: u64 = 1_000;

/// Where the bars stand; the labels are below.
const GROUND: u64 = 8_600;

/// How high the highest of them is.
const HIGHEST: u64 = 7_900;

/// The chart with its legend.
pub(super) fn html(title: &str, chart: &Chart) -> Html {
    let drawn = match chart.kind {
        ChartKind::Columns => columns(title, chart),
        ChartKind::Bars => bars(chart),
        ChartKind::Shares => shares(title, chart),
    };
    let legend = chart.kind != ChartKind::Shares && chart.series.len() > 1;
    html! {
        <figure class="chart">
            if legend {
                <ul class="chart-legend">
                    { for chart.series.iter().enumerate().map(|(at, series)| html! {
                        <li><span class={classes!("swatch", fill(at, series))} aria-hidden="true" />{ &series.name }</li>
                    }) }
                </ul>
            }
            { drawn }
        </figure>
    }
}

/// The first series is filled, the second an outline, and only what is overdue is red.
fn fill(at: usize, series: &Series) -> &'static str {
    match (series.overdue, at) {
        (true, _) => "fill-overdue",
        (false, 0) => "fill-first",
        (false, _) => "fill-second",
    }
}

fn columns(title: &str, chart: &Chart) -> Html {
    let most = chart.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or_default();
    let top = round_up(most);
    let group = (WHOLE - BARS_FROM) / count(chart.labels.len()).max(1);
    let bar = group * 72 / 100 / count(chart.series.len()).max(1);
    let height = |value: u64| share(value, top, HIGHEST);
    let step = chart.labels.len().div_ceil(MOST_LABELS).max(1);
    let grid = |value: u64| {
        let y = percent(GROUND - height(value));
        html! {
            <>
                <line class="chart-line" x1="0" x2="100%" y1={y.clone()} y2={y.clone()} />
                <text class="chart-text" x="0" {y} dy="-3">{ value }</text>
            </>
        }
    };
    html! {
        <svg class="chart-columns" role="img">
            <title>{ title }</title>
            { grid(top) }
            if top > 1 { { grid(top / 2) } }
            { grid(0) }
            { for chart.labels.iter().enumerate().map(|(at, label)| {
                let left = BARS_FROM + group * count(at);
                let middle = percent(left + group / 2);
                html! {
                    <>
                        { for chart.series.iter().enumerate().map(|(of, series)| {
                            let value = series.values.get(at).copied().unwrap_or_default();
                            let tall = height(value);
                            html! {
                                <rect class={fill(of, series)} x={percent(left + group * 14 / 100 + bar * count(of))}
                                    y={percent(GROUND - tall)} width={percent(bar * 9 / 10)} height={percent(tall)} rx="1">
                                    <title>{ format!("{label}: {} {value}", series.name) }</title>
                                </rect>
                            }
                        }) }
                        if at % step == 0 {
                            <text class="chart-text" text-anchor="middle" x={middle} y="97%">{ label }</text>
                        }
                    </>
                }
            }) }
        </svg>
    }
}

/// A line of text for each label, with a bar in it.
fn bars(chart: &Chart) -> Html {
    let sum = |at: usize| -> u64 { chart.series.iter().filter_map(|series| series.values.get(at)).sum() };
    let most = (0..chart.labels.len()).map(sum).max().unwrap_or_default().max(1);
    html! {
        <ul class="chart-bars">
            { for chart.labels.iter().enumerate().map(|(at, label)| {
                let mut from = 0;
                let values = chart.series.iter().enumerate().map(|(of, series)| {
                    let value = series.values.get(at).copied().unwrap_or_default();
                    (of, series, value)
                });
                let values: Vec<_> = values.collect();
                html! {
                    <li>
                        <span class="bar-label">{ label }</span>
                        <svg class="bar" aria-hidden="true" focusable="false">
                            <title>{ label }</title>
                            { for values.iter().map(|(of, series, value)| {
                                let wide = share(*value, most, WHOLE);
                                let x = percent(from);
                                from += wide;
                                html! {
                                    <rect class={fill(*of, series)} {x} y="10%" width={percent(wide)} height="80%" rx="1" />
                                }
                            }) }
                        </svg>
                        <span class="bar-values">
                            { for values.iter().filter(|(of, _, value)| *of == 0 || *value > 0).map(|(of, series, value)| {
                                // One series needs no name; a second one is named at each of its figures.
                                let text = if *of == 0 { value.to_string() } else { format!("{value} {}", series.name) };
                                html! { <span class={series.overdue.then_some("overdue")}>{ text }</span> }
                            }) }
                        </span>
                    </li>
                }
            }) }
        </ul>
    }
}

fn shares(title: &str, chart: &Chart) -> Html {
    let values: &[u64] = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    let sum = values.iter().sum::<u64>().max(1);
    let parts: Vec<_> = chart.labels.iter().zip(values.iter().copied()).enumerate().collect();
    let shade = |at: usize| format!("share-{}", at % 5);
    let mut from = 0;
    html! {
        <>
            <svg class="chart-shares" role="img">
                <title>{ title }</title>
                { for parts.iter().map(|(at, (label, value))| {
                    let wide = share(*value, sum, WHOLE);
                    let x = percent(from);
                    from += wide;
                    html! {
                        <rect class={shade(*at)} {x} y="0" width={percent(wide.saturating_sub(60))} height="100%" rx="1">
                            <title>{ format!("{label}: {value}") }</title>
                        </rect>
                    }
                }) }
            </svg>
            <ul class="shares-key">
                { for parts.iter().map(|(at, (label, value))| html! {
                    <li>
                        <span class={classes!("swatch", shade(*at))} aria-hidden="true" />
                        <span>{ label }</span>
                        <span class="number">{ value }</span>
                        <span class="number">{ format!("{}%", share(*value, sum, 100)) }</span>
                    </li>
                }) }
            </ul>
        </>
    }
}

/// The end of the scale: the next even 1, 2, 4 or 5 with zeros behind it, so that its half is a whole number, too.
fn round_up(most: u64) -> u64 {
    let mut ten = 1_u64;
    loop {
        for step in [2, 4, 5, 10] {
            let top = ten.saturating_mul(step);
            if top >= most && top.is_multiple_of(2) {
                return top;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// The part of `whole` that `value` is of `of`, rounded.
fn share(value: u64, of: u64, whole: u64) -> u64 {
    value.saturating_mul(whole).saturating_add(of / 2).checked_div(of).unwrap_or_default()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn percent(hundredths: u64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
