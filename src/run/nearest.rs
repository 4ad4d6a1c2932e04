//! What somebody who mistyped may have meant.

/// The candidate nearest to `word`, if one is near enough to have been meant.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let ranked = candidates.into_iter().map(|it| (distance(word, it), it));
    let (distance, best) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.chars().count().max(3) / 3).then_some(best)
}

/// Insertions, deletions and substitutions from one word to the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_meant() {
        let commands = ["synth", "check", "describe"];
        assert_eq!(nearest("snyth", commands), None);
        assert_eq!(nearest("sinth", commands), Some("synth"));
        assert_eq!(nearest("descibe", commands), Some("describe"));
        assert_eq!(nearest("deploy", commands), None);
    }
}
