//! Places in a document, as JSON Pointers.
//!
//! Facts: <https://www.rfc-editor.org/rfc/rfc6901>

/// A place in a document that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Place(String);

impl Place {
    /// The place that these steps lead to.
    pub(super) fn of(steps: &[&str]) -> Self {
        let mut place = Self::default();
        for step in steps {
            place.enter(step);
        }
        place
    }

    /// Calls `read` with the place one step further in.
    pub(super) fn below<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.0.len();
        self.enter(step);
        let result = read(self);
        self.leave(before);
        result
    }

    /// Goes along a dotted path, and says what to give to [`leave`](Self::leave).
    pub(super) fn enter_path(&mut self, path: &str) -> usize {
        let before = self.0.len();
        path.split('.').for_each(|step| self.enter(step));
        before
    }

    /// Goes back.
    pub(super) fn leave(&mut self, before: usize) {
        self.0.truncate(before);
    }

    fn enter(&mut self, step: &str) {
        self.0.push('/');
        for character in step.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// The pointer.
    pub(super) fn pointer(&self) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_pointers_into_the_document() {
        let document = serde_json::json!({"a/b": {"~": [1, 2]}});
        let mut place = Place::of(&["a/b"]);
        let before = place.enter_path("~.1");
        assert_eq!(document.pointer(&place.pointer()), Some(&serde_json::json!(2)));
        place.leave(before);
        assert_eq!(place.pointer(), "/a~1b");
    }
}
