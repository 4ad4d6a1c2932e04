//! Differences of texts, line by line, as `patch` and `git apply` take them.

use std::fmt::Write as _;

/// Lines that are shown around a difference.
const CONTEXT: usize = 3;

/// What happens to a line; positions are from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Same(usize, usize),
    Removed(usize),
    Added(usize),
}

/// The unified difference between two versions of a file; empty if they are equal.
pub fn unified(name: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let lines = compared(&old, &new);
    let mut text = String::new();
    for hunk in hunks(&lines) {
        if text.is_empty() {
            let _ = write!(text, "--- a/{name}\n+++ b/{name}\n");
        }
        write_hunk(&mut text, hunk, &old, &new);
    }
    text
}

/// The shortest way from one list of lines to the other.
///
/// Source: Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
fn compared(old: &[&str], new: &[&str]) -> Vec<Line> {
    let same_start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_start;
    let same_end =
        old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - same_end, new.len() - same_end);
    let mut lines: Vec<Line> = (0..same_start).map(|it| Line::Same(it, it)).collect();
    lines.extend(shortest(&old[same_start..old_end], &new[same_start..new_end], same_start));
    lines.extend((0..same_end).map(|it| Line::Same(old_end + it, new_end + it)));
    lines
}

/// The shortest way between lists that differ at both ends; both begin at line `base`.
fn shortest(old: &[&str], new: &[&str], base: usize) -> Vec<Line> {
    let most = old.len() + new.len();
    // The furthest line of `old` on each diagonal (old line − new line), shifted to be no less than 0.
    let mut furthest = vec![0_usize; 2 * most + 2];
    let mut history = Vec::new();
    'search: for steps in 0..=most {
        history.push(furthest.clone());
        for diagonal in (most - steps..=most + steps).step_by(2) {
            let down = diagonal == most - steps
                || (diagonal != most + steps && furthest[diagonal - 1] < furthest[diagonal + 1]);
            let mut x = if down { furthest[diagonal + 1] } else { furthest[diagonal - 1] + 1 };
            let mut y = x + most - diagonal;
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[diagonal] = x;
            if x >= old.len() && y >= new.len() {
                break 'search;
            }
        }
    }
    walked_back(&history, (old.len(), new.len()), base)
}

fn walked_back(history: &[Vec<usize>], end: (usize, usize), base: usize) -> Vec<Line> {
    let most = end.0 + end.1;
    let (mut x, mut y) = end;
    let mut lines = Vec::new();
    for (steps, furthest) in history.iter().enumerate().rev() {
        let diagonal = x + most - y;
        let down = diagonal == most - steps
            || (diagonal != most + steps && furthest[diagonal - 1] < furthest[diagonal + 1]);
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let (from_x, from_y) = match steps {
            0 => (0, 0),
            _ => (furthest[from], furthest[from] + most - from),
        };
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            lines.push(Line::Same(base + x, base + y));
        }
        if steps > 0 {
            lines.push(if down {
                Line::Added(base + from_y)
            } else {
                Line::Removed(base + from_x)
            });
        }
        (x, y) = (from_x, from_y);
    }
    lines.reverse();
    lines
}

/// Differences with the lines around them; those that are near one another are together.
fn hunks(lines: &[Line]) -> Vec<&[Line]> {
    let is_same = |line: &Line| matches!(line, Line::Same(..));
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (position, _) in lines.iter().enumerate().filter(|(_, line)| !is_same(line)) {
        let (start, end) = (position.saturating_sub(CONTEXT), position + CONTEXT + 1);
        match ranges.last_mut() {
            Some(last) if start <= last.1 => last.1 = end,
            _ => ranges.push((start, end)),
        }
    }
    ranges.into_iter().map(|(start, end)| &lines[start..end.min(lines.len())]).collect()
}

fn write_hunk(text: &mut String, hunk: &[Line], old: &[&str], new: &[&str]) {
    let in_old = |line: &Line| match line {
        Line::Same(old, _) | Line::Removed(old) => Some(*old),
        Line::Added(_) => None,
    };
    let in_new = |line: &Line| match line {
        Line::Same(_, new) | Line::Added(new) => Some(*new),
        Line::Removed(_) => None,
    };
    let range = |of: &dyn Fn(&Line) -> Option<usize>| {
        let count = hunk.iter().filter_map(of).count();
        // A hunk without lines of a side is behind the line before it.
        let start = hunk.iter().find_map(of).map_or(0, |first| first + 1);
        if count == 1 { start.to_string() } else { format!("{start},{count}") }
    };
    let _ = writeln!(text, "@@ -{} +{} @@", range(&in_old), range(&in_new));
    for line in hunk {
        let (mark, line) = match line {
            Line::Same(position, _) => (' ', old[*position]),
            Line::Removed(position) => ('-', old[*position]),
            Line::Added(position) => ('+', new[*position]),
        };
        text.push(mark);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn differences_read_like_those_of_diff() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n";
        let after = before.replace("b\n", "b\nnew\n").replace("l\n", "L");
        assert_eq!(
            unified("x.tf", before, &after),
            "--- a/x.tf\n+++ b/x.tf\n\
             @@ -1,5 +1,6 @@\n a\n b\n+new\n c\n d\n e\n\
             @@ -9,4 +10,4 @@\n i\n j\n k\n-l\n+L\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("x.tf", before, before), "");
    }

    proptest! {
        #[test]
        fn a_difference_leads_from_one_to_the_other(
            old in proptest::collection::vec("[abc]\n", 0..12),
            new in proptest::collection::vec("[abc]\n", 0..12),
        ) {
            let old: Vec<_> = old.iter().map(String::as_str).collect();
            let new: Vec<_> = new.iter().map(String::as_str).collect();
            let (mut from, mut to) = (Vec::new(), Vec::new());
            for line in compared(&old, &new) {
                match line {
                    Line::Same(x, y) => {
                        prop_assert_eq!(old[x], new[y]);
                        from.push(old[x]);
                        to.push(new[y]);
                    }
                    Line::Removed(x) => from.push(old[x]),
                    Line::Added(y) => to.push(new[y]),
                }
            }
            prop_assert_eq!(from, old);
            prop_assert_eq!(to, new);
        }
    }
}
