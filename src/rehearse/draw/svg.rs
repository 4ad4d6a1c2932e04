//! Rehearsals as SVG: one panel below the other, in one file that needs no other.
//!
//! Colours follow the reader's `prefers-color-scheme`; title and description say the same in words.
//! Equal rehearsals give equal bytes: positions are whole tenths of a pixel.

use std::fmt::Write as _;

use crate::exchange::rehearsal::Mark;
use crate::rehearse::clock::{Seconds, clock, duration};
use crate::rehearse::judge::Rehearsal;
use crate::rehearse::story::{Event, Story, percent};

/// Width of the picture, in pixels.
const WIDTH: u64 = 880;
/// Where the plot starts and ends.
const LEFT: u64 = 64;
const RIGHT: u64 = 856;
/// Height of a panel, of its heading, of its plot.
const PANEL: u64 = 232;
const HEADING: u64 = 44;
const PLOT: u64 = 112;
/// About how wide a letter of a label is.
const LETTER: u64 = 7;

const STYLE: &str = "\
svg{--paper:#fff;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--old:#b6d4fe;--new:#7ddba3;--good:#1a7f37;--bad:#cf222e;--note:#8250df}
@media (prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--old:#1f4a7d;--new:#23713f;--good:#3fb950;--bad:#f85149;--note:#ab7df8}}
text{font:12px ui-sans-serif,system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:var(--quiet)}
.name{font-size:15px;font-weight:600;fill:var(--ink)}.share{font-weight:600;fill:var(--ink)}
.good{fill:var(--good)}.bad{fill:var(--bad)}.note{fill:var(--note)}.end{text-anchor:end}.mid{text-anchor:middle}
.tick{stroke:var(--line)}.at-good{stroke:var(--good)}.at-bad{stroke:var(--bad)}.at-note{stroke:var(--note)}
";

/// The picture of some scenarios of a machine.
pub fn picture(machine: &str, rehearsals: &[&Rehearsal]) -> String {
    let panels = u64::try_from(rehearsals.len()).unwrap_or(0);
    let height = panels * PANEL + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title desc\">\n"
    );
    let _ = writeln!(svg, "<title id=\"title\">Rehearsal of {}</title>", escaped(machine));
    let told = rehearsals.iter().map(|it| in_words(it)).collect::<Vec<_>>().join("\n");
    let _ = writeln!(svg, "<desc id=\"desc\">{}</desc>", escaped(&told));
    let _ = writeln!(svg, "<style>\n{STYLE}</style>");
    let _ = writeln!(
        svg,
        "<rect width=\"{WIDTH}\" height=\"{height}\" rx=\"6\" fill=\"var(--paper)\"/>"
    );
    for (position, rehearsal) in rehearsals.iter().enumerate() {
        let top = u64::try_from(position).unwrap_or(0) * PANEL;
        let _ = writeln!(svg, "<g transform=\"translate(0 {top})\">");
        panel(&mut svg, rehearsal);
        svg += "</g>\n";
    }
    svg + "</svg>\n"
}

/// What a panel shows, for who does not see it.
fn in_words(rehearsal: &Rehearsal) -> String {
    let story = Story::of(rehearsal);
    let events = story.events.iter().map(|it| format!("{} {}", clock(it.at), it.text));
    format!(
        "{}: {} after {}. {}.",
        rehearsal.scenario.name,
        rehearsal.ending.words(),
        duration(rehearsal.took()),
        events.collect::<Vec<_>>().join("; ")
    )
}

/// Where times stand.
#[derive(Clone, Copy)]
struct Scale {
    ends: Seconds,
}

impl Scale {
    /// A time's place, in tenths of a pixel, so that it can be written exactly.
    fn x(self, at: Seconds) -> Tenths {
        Tenths(LEFT * 10 + (RIGHT - LEFT) * 10 * at.min(self.ends) / self.ends)
    }
}

/// Tenths of a pixel.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tenths(u64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            rest => write!(f, "{}.{rest}", self.0 / 10),
        }
    }
}

/// The height of a share, from the top of the panel.
fn y(share: u64) -> Tenths {
    Tenths((HEADING + PLOT) * 10 - PLOT * 10 * share / 1000)
}

fn panel(svg: &mut String, rehearsal: &Rehearsal) {
    let story = Story::of(rehearsal);
    let scale = Scale { ends: story.ends.max(1) };
    let (class, verdict) = match rehearsal.wrong.is_empty() {
        true => ("good", String::new()),
        false => ("bad", format!(": {}", rehearsal.wrong[0])),
    };
    let _ = writeln!(
        svg,
        "<text class=\"name\" x=\"24\" y=\"30\">{}</text>",
        escaped(&rehearsal.scenario.name)
    );
    let _ = writeln!(
        svg,
        "<text class=\"end {class}\" x=\"{RIGHT}\" y=\"30\">{} after {}{}</text>",
        rehearsal.ending.words(),
        duration(rehearsal.took()),
        escaped(&verdict)
    );
    area(svg, &story, scale);
    axes(svg, scale);
    shares(svg, &story, scale);
    events(svg, &story, scale);
}

/// The old release's traffic behind, the new one's before it.
fn area(svg: &mut String, story: &Story, scale: Scale) {
    let (width, top, bottom) = (RIGHT - LEFT, HEADING, HEADING + PLOT);
    let _ = writeln!(
        svg,
        "<rect x=\"{LEFT}\" y=\"{top}\" width=\"{width}\" height=\"{PLOT}\" fill=\"var(--old)\"/>"
    );
    let mut path = format!("M{LEFT} {bottom}V{}", y(story.first));
    for event in &story.events {
        let _ = write!(path, "H{}V{}", scale.x(event.at), y(event.new));
    }
    let _ = writeln!(svg, "<path d=\"{path}H{RIGHT}V{bottom}Z\" fill=\"var(--new)\"/>");
}

fn axes(svg: &mut String, scale: Scale) {
    for share in [0, 500, 1000] {
        let _ = writeln!(
            svg,
            "<path class=\"tick\" d=\"M{LEFT} {0}H{RIGHT}\"/><text class=\"end\" x=\"{1}\" y=\"{2}\">{3}</text>",
            y(share),
            LEFT - 8,
            Tenths(y(share).0 + 40),
            percent(share)
        );
    }
    let step = step(scale.ends);
    let mut at = 0;
    while at <= scale.ends {
        let x = scale.x(at);
        let bottom = HEADING + PLOT;
        let _ = writeln!(
            svg,
            "<path class=\"tick\" d=\"M{x} {bottom}v5\"/><text class=\"mid\" x=\"{x}\" y=\"{}\">{}</text>",
            bottom + 18,
            clock(at)
        );
        at += step;
    }
}

/// Seconds between times on the axis: round, and at most 10 of them.
fn step(ends: Seconds) -> Seconds {
    let steps = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200];
    steps.into_iter().find(|it| ends / it <= 10).unwrap_or(ends / 10)
}

/// What each release gets, written into its part, where there is room for it.
fn shares(svg: &mut String, story: &Story, scale: Scale) {
    let mut from = 0;
    let mut share = story.first;
    let ends = story.events.iter().map(|it| (it.at, it.new)).chain([(scale.ends, u64::MAX)]);
    for (at, new) in ends {
        if new == share {
            continue;
        }
        let (left, right) = (scale.x(from), scale.x(at));
        let width = (right.0 - left.0) / 10;
        let middle = Tenths(left.0.midpoint(right.0));
        for (share, name, y) in
            [(share, &story.new, HEADING + PLOT - 8), (1000 - share, &story.old, HEADING + 18)]
        {
            let label = format!("{} {name}", percent(share));
            if share > 0 && width > LETTER * label.chars().count() as u64 {
                let label = escaped(&label);
                let _ = writeln!(
                    svg,
                    "<text class=\"share mid\" x=\"{middle}\" y=\"{y}\">{label}</text>"
                );
            }
        }
        (from, share) = (at, new);
    }
}

/// What happens: a line into the plot and a label below it for what matters, a dot for the rest.
fn events(svg: &mut String, story: &Story, scale: Scale) {
    let bottom = HEADING + PLOT;
    let mut free = [0; 3];
    for Event { at, mark, text, .. } in &story.events {
        let x = scale.x(*at);
        let class = match mark {
            Mark::GateOpen | Mark::Shifted => {
                let sign =
                    if *mark == Mark::GateOpen { "M-3 0l2 3 4-6" } else { "M-3 2.5l3-5 3 5" };
                let y = bottom + if *mark == Mark::GateOpen { 28 } else { 38 };
                let _ = writeln!(
                    svg,
                    "<path class=\"at-good\" fill=\"none\" stroke-width=\"1.5\" transform=\"translate({x} {y})\" d=\"{sign}\"><title>{} {}</title></path>",
                    clock(*at),
                    escaped(text)
                );
                continue;
            }
            Mark::Ended if text.ends_with("succeeds") => "good",
            Mark::GateClosed | Mark::Alarm | Mark::Fault | Mark::Stopped => "bad",
            Mark::RolledBack | Mark::Watchdog | Mark::Ended => "note",
        };
        let _ = writeln!(
            svg,
            "<path class=\"at-{class}\" stroke-dasharray=\"3 2\" d=\"M{x} {HEADING}V{bottom}\"/>"
        );
        label(svg, (x, class), &format!("{} {text}", clock(*at)), &mut free);
    }
}

/// A label in the first of the lines below the plot that is free there.
fn label(svg: &mut String, (x, class): (Tenths, &str), text: &str, free: &mut [u64; 3]) {
    let width = LETTER * text.chars().count() as u64;
    let x = x.0 / 10;
    let (side, from, to) = if x + width < WIDTH - 8 {
        ("", x, x + width)
    } else {
        (" end", x.saturating_sub(width), x)
    };
    let Some(line) = free.iter().position(|it| *it <= from) else { return };
    free[line] = to + 8;
    let y = HEADING + PLOT + 38 + 15 * line as u64;
    let _ =
        writeln!(svg, "<text class=\"{class}{side}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(text));
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('`', "\u{2019}")
}
