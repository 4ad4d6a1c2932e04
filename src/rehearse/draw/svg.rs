//! Rehearsals as SVG: one panel below the other, in one file that needs no other.
//!
//! Colours follow the reader's `prefers-color-scheme`; title and description say the same in words.
//! Equal rehearsals give equal bytes: positions are whole tenths of a pixel.

use std::fmt::Write as _;

use crate::exchange::rehearsal::Mark;
use crate::rehearse::clock::{Seconds, clock, duration, ticks, with_tail};
use crate::rehearse::judge::Rehearsal;
use crate::rehearse::story::{Event, Story, percent};

/// Width of the picture, in pixels.
const WIDTH: u64 = 880;
/// Where the plot starts and ends.
const LEFT: u64 = 64;
const RIGHT: u64 = 856;
/// Height of a panel, of its heading, of its plot, of the legend below all.
const PANEL: u64 = 236;
const HEADING: u64 = 52;
const PLOT: u64 = 112;
const LEGEND: u64 = 28;
/// About how wide ten letters of a label are.
const LETTERS: u64 = 66;
/// A smaller share has no room for a label, in tenths of a percent.
const THIN: u64 = 180;

const STYLE: &str = "\
svg{--paper:#fff;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--old:#b6d4fe;--new:#7ddba3;--good:#1a7f37;--bad:#cf222e;--note:#8250df}
@media (prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--old:#1f4a7d;--new:#23713f;--good:#3fb950;--bad:#f85149;--note:#ab7df8}}
text{font:12px ui-sans-serif,system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:var(--quiet)}
.name{font-size:15px;font-weight:600;fill:var(--ink)}.share{font-weight:600;fill:var(--ink)}
.good{fill:var(--good)}.bad{fill:var(--bad)}.note{fill:var(--note)}.end{text-anchor:end}.mid{text-anchor:middle}
.tick{stroke:var(--line)}.after{opacity:.45}.sign{fill:none;stroke:var(--paper);stroke-width:1.5}
.at-good{stroke:var(--good)}.at-bad{stroke:var(--bad)}.at-note{stroke:var(--note)}
";

/// The picture of some scenarios of a machine, on one scale of time.
pub fn picture(machine: &str, rehearsals: &[&Rehearsal]) -> String {
    let panels = u64::try_from(rehearsals.len()).unwrap_or(0);
    let height = panels * PANEL + LEGEND;
    let longest = rehearsals.iter().map(|it| it.took()).max().unwrap_or(0);
    let scale = Scale { ends: with_tail(longest) };
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
        panel(&mut svg, rehearsal, scale);
        svg += "</g>\n";
    }
    let y = panels * PANEL + 10;
    for (x, mark, what) in [
        (LEFT + 6, Mark::GateOpen, "gate open: targets are healthy, no alarm fires"),
        (LEFT + 330, Mark::GateClosed, "gate closed"),
    ] {
        gate(&mut svg, Tenths(x * 10), y, mark);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{what}</text>", x + 12, y + 4);
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

fn panel(svg: &mut String, rehearsal: &Rehearsal, scale: Scale) {
    let story = Story::of(rehearsal);
    let (class, verdict) = match rehearsal.wrong.first() {
        None => ("good", String::new()),
        Some(wrong) => ("bad", format!(": {wrong}")),
    };
    let name = escaped(&rehearsal.scenario.name);
    let _ = writeln!(svg, "<text class=\"name\" x=\"24\" y=\"32\">{name}</text>");
    let ending =
        format!("{} after {}{verdict}", rehearsal.ending.words(), duration(rehearsal.took()));
    let ending = escaped(&ending);
    let _ = writeln!(svg, "<text class=\"end {class}\" x=\"{RIGHT}\" y=\"32\">{ending}</text>");
    area(svg, &story, scale);
    axes(svg, scale);
    shares(svg, &story, scale);
    labels(svg, &story, scale);
    for event in &story.events {
        if matches!(event.mark, Mark::GateOpen | Mark::GateClosed) {
            gate(svg, scale.x(event.at), HEADING, event.mark);
        }
    }
}

/// The old release's traffic behind, the new one's before it; paler after everything has ended.
fn area(svg: &mut String, story: &Story, scale: Scale) {
    let (bottom, end) = (HEADING + PLOT, scale.x(story.ends));
    let last = story.share(story.ends);
    let mut path = format!("M{LEFT} {bottom}V{}", y(story.first));
    for event in &story.events {
        let _ = write!(path, "H{}V{}", scale.x(event.at), y(event.new));
    }
    let after = format!("M{end} {bottom}V{}H{RIGHT}V{bottom}Z", y(last));
    for (class, old, new) in [
        (
            "before",
            format!("M{LEFT} {HEADING}H{end}V{bottom}H{LEFT}Z"),
            format!("{path}H{end}V{bottom}Z"),
        ),
        ("after", format!("M{end} {HEADING}H{RIGHT}V{bottom}H{end}Z"), after),
    ] {
        for (fill, path) in [("old", old), ("new", new)] {
            let _ = writeln!(svg, "<path class=\"{class}\" d=\"{path}\" fill=\"var(--{fill})\"/>");
        }
    }
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
    let bottom = HEADING + PLOT;
    for at in ticks(scale.ends, 10) {
        let (x, y, at) = (scale.x(at), bottom + 18, clock(at));
        let _ = writeln!(
            svg,
            "<path class=\"tick\" d=\"M{x} {bottom}v5\"/><text class=\"mid\" x=\"{x}\" y=\"{y}\">{at}</text>"
        );
    }
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
        // The label of a thin part stands above it.
        let low = if share < THIN { y(share).0 / 10 - 6 } else { HEADING + PLOT - 8 };
        let parts = [(share, &story.new, low), (1000 - share, &story.old, HEADING + 20)];
        for (share, name, y) in parts.into_iter().filter(|(share, ..)| *share > 0) {
            let label = format!("{} {name}", percent(share));
            let is_old = y == HEADING + 20;
            if width > wide(&label) && !(is_old && share < THIN) {
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

/// What was looked at before traffic moved.
fn gate(svg: &mut String, x: Tenths, y: u64, mark: Mark) {
    let (class, sign) = match mark {
        Mark::GateOpen => ("good", "M-2.5 0l2 2 3.5-4"),
        _ => ("bad", "M-2-2l4 4M-2 2l4-4"),
    };
    let _ = writeln!(
        svg,
        "<g transform=\"translate({x} {y})\"><circle class=\"{class}\" r=\"6\"/><path class=\"sign\" d=\"{sign}\"/></g>"
    );
}

/// What happens that nobody planned: a line through the plot, and a label below it for each time.
fn labels(svg: &mut String, story: &Story, scale: Scale) {
    let is_planned = |it: &&Event| !matches!(it.mark, Mark::GateOpen | Mark::Shifted);
    let mut times: Vec<(Seconds, &str, String)> = Vec::new();
    for Event { at, mark, text, .. } in story.events.iter().filter(is_planned) {
        let class = match mark {
            Mark::Ended if text.ends_with("succeeds") => "good",
            Mark::GateClosed | Mark::Alarm | Mark::Fault | Mark::Stopped => "bad",
            _ => "note",
        };
        match times.last_mut() {
            Some((last, _, label)) if last == at => *label = format!("{label}, {text}"),
            _ => times.push((*at, class, format!("{} {text}", clock(*at)))),
        }
    }
    let mut free = [0; 3];
    let bottom = HEADING + PLOT;
    for (at, class, text) in times {
        let x = scale.x(at);
        let _ = writeln!(
            svg,
            "<path class=\"at-{class}\" stroke-dasharray=\"3 2\" d=\"M{x} {HEADING}V{bottom}\"/>"
        );
        label(svg, (x.0 / 10, class), &text, &mut free);
    }
}

/// A label in the first of the lines below the plot that is free there; in the last one if none is.
fn label(svg: &mut String, (x, class): (u64, &str), text: &str, free: &mut [u64; 3]) {
    let width = wide(text);
    // To the right of its time if there is room, otherwise to the left, otherwise where it fits.
    let (side, x, from) = if x + width + 8 < WIDTH {
        ("", x, x)
    } else if width + 8 < x {
        (" end", x, x - width)
    } else {
        ("", 8, 8)
    };
    let to = from + width;
    let line = free.iter().position(|it| *it <= from).unwrap_or(free.len() - 1);
    free[line] = to + 8;
    let y = HEADING + PLOT + 36 + 15 * u64::try_from(line).unwrap_or(0);
    let text = escaped(text);
    let _ = writeln!(svg, "<text class=\"{class}{side}\" x=\"{x}\" y=\"{y}\">{text}</text>");
}

/// About how wide a label is, in pixels.
fn wide(text: &str) -> u64 {
    u64::try_from(text.chars().count()).unwrap_or(0) * LETTERS / 10
}

/// Text as XML has it, with quotes in place of backticks.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut is_open = false;
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '`' => {
                escaped.push(if is_open { '”' } else { '“' });
                is_open = !is_open;
            }
            other => escaped.push(other),
        }
    }
    escaped
}
