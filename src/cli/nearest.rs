//! What the user may have meant.

/// The candidate with the fewest typing errors to `word`, if there are few.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|it| (strsim::damerau_levenshtein(&word, &it.to_lowercase()), it))
        .filter(|(errors, it)| *errors <= (it.chars().count() / 3).max(1))
        .min_by_key(|(errors, _)| *errors)
        .map(|(_, it)| it)
}

/// Names in backticks, as in `a`, `b` and `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<_> = names.into_iter().map(|it| format!("`{it}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_the_most_alike_or_nothing() {
        let names = ["hello", "help", "shop"];
        assert_eq!(nearest("helo", names), Some("hello"));
        assert_eq!(nearest("SHPO", names), Some("shop"));
        assert_eq!(nearest("xyz", names), None);
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list([]), "none");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
