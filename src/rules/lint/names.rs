//! Physical names, as far as they are known.

use crate::ir::lifted::{Data, Manifest, Node};
use crate::ir::value::Pseudo;

use super::super::image::HOLE;
use super::spelled;

/// How a name reads: its literal parts, in order. Between them stands what is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The parts; one alone is all of the name.
    pub parts: Vec<String>,
    /// How many characters the rest has at least.
    rest: usize,
}

impl Name {
    /// What is known of a name. What a parameter inside it gives is not: it may be anything.
    pub(crate) fn new(manifest: &Manifest, node: &Node) -> Self {
        if let Data::Concat(parts) = &node.known().data {
            let mut name = Self { parts: vec![String::new()], rest: 0 };
            for part in parts {
                name.push(manifest, part);
            }
            return name;
        }
        let text = spelled(manifest, node);
        Self { parts: text.split(HOLE).map(str::to_owned).collect(), rest: 0 }
    }

    fn push(&mut self, manifest: &Manifest, part: &Node) {
        let is_given = matches!(part.data, Data::Input(_) | Data::Pseudo(_));
        match &part.data {
            Data::Pseudo(Pseudo::Account) => self.rest += "111111111111".len(),
            Data::Pseudo(Pseudo::Region) => self.rest += "eu-west-1".len(),
            _ => {}
        }
        let text = if is_given { HOLE.to_string() } else { spelled(manifest, part) };
        for (position, piece) in text.split(HOLE).enumerate() {
            if position > 0 {
                self.parts.push(String::new());
            }
            if let Some(last) = self.parts.last_mut() {
                last.push_str(piece);
            }
        }
    }

    /// How many characters it has at least.
    pub(crate) fn least(&self) -> usize {
        self.parts.iter().map(|it| it.chars().count()).sum::<usize>() + self.rest
    }

    /// All of it, if that is known.
    pub(crate) fn whole(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [whole] => Some(whole),
            _ => None,
        }
    }

    /// What it begins with; empty if that is not known.
    pub(crate) fn first(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// What it ends with; empty if that is not known.
    pub(crate) fn last(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// How it reads, with `…` for what is not known.
    pub(crate) fn shown(&self) -> String {
        self.parts.join("…")
    }
}
