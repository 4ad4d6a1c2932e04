//! What somebody who mistyped may have meant.

/// The candidate nearest to `word`, if one is near enough to have been meant. Capitals do not
/// matter.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let distance = |it: &str| strsim::osa_distance(&word, &it.to_lowercase());
    let ranked = candidates.into_iter().map(|it| (distance(it), it));
    let (distance, best) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.len().max(3) / 3).then_some(best)
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
