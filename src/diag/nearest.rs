//! What somebody who mistyped may have meant.

/// The candidate nearest to `word`, if one is near enough to have been meant. Capitals do not
/// matter.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<_>>();
    let word = letters(word);
    let ranked = candidates.into_iter().map(|it| (distance(&word, &letters(it)), it));
    let (distance, best) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.len().max(3) / 3).then_some(best)
}

/// Insertions, deletions, substitutions and swaps of neighbours from one word to the other
/// (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = vec![i + 1];
        for j in 0..b.len() {
            let substituted = row[j] + usize::from(a[i] != b[j]);
            let mut least = substituted.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(above[j - 1] + 1);
            }
            next.push(least);
        }
        above = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_meant() {
        let commands = ["synth", "check", "describe"];
        for (word, meant) in [
            ("snyth", Some("synth")),
            ("sinth", Some("synth")),
            ("CHEKC", Some("check")),
            ("descibe", Some("describe")),
            ("deploy", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, commands), meant, "{word}");
        }
        assert_eq!(nearest("dve", ["prod", "dev"]), Some("dev"));
        assert_eq!(nearest("any", []), None);
    }
}
