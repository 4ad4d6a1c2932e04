//! Text built in const evaluation, so that a compile error can name the culprit.
//!
//! A [`Message`] is a few borrowed parts, the same for the compiler and at run time: constant
//! evaluation has no allocator, and a finding at run time should read to the letter the same.

use std::fmt;

const PARTS: usize = 16;

/// A sentence of a few parts: text, names in backticks, numbers.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    parts: [Part<'a>; PARTS],
    len: usize,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    Text(&'a str),
    Code(&'a str),
    Number(u64),
}

impl<'a> Message<'a> {
    /// An empty message.
    pub const fn new() -> Self {
        Self { parts: [Part::Text(""); PARTS], len: 0 }
    }

    /// A message of one part.
    pub const fn of(text: &'a str) -> Self {
        Self::new().text(text)
    }

    /// Appends text.
    pub const fn text(self, text: &'a str) -> Self {
        self.part(Part::Text(text))
    }

    /// Appends a value in backticks.
    pub const fn code(self, value: &'a str) -> Self {
        self.part(Part::Code(value))
    }

    /// Appends a number.
    pub const fn number(self, number: u64) -> Self {
        self.part(Part::Number(number))
    }

    const fn part(mut self, part: Part<'a>) -> Self {
        assert!(self.len < PARTS, "a message has at most 16 parts: a bug in formwork");
        self.parts[self.len] = part;
        self.len += 1;
        self
    }

    /// Fails const evaluation with this text.
    #[track_caller]
    pub const fn panic(&self) -> ! {
        let mut buffer = Buffer::<1024>::new();
        buffer.message(self);
        buffer.panic()
    }
}

impl Default for Message<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts[..self.len].iter().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Code(value) => write!(f, "`{value}`"),
            Part::Number(number) => write!(f, "{number}"),
        })
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A fixed buffer that const evaluation can write to; what does not fit is cut at the end.
pub struct Buffer<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Buffer<N> {
    /// An empty buffer.
    pub const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    /// Appends text.
    pub const fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() && self.len < N {
            self.bytes[self.len] = bytes[i];
            self.len += 1;
            i += 1;
        }
    }

    /// Appends a number in decimal.
    pub const fn number(&mut self, number: u64) {
        if number >= 10 {
            self.number(number / 10);
        }
        if self.len < N {
            self.bytes[self.len] = b'0' + (number % 10) as u8;
            self.len += 1;
        }
    }

    /// Appends a message.
    pub const fn message(&mut self, message: &Message<'_>) {
        let mut i = 0;
        while i < message.len {
            match message.parts[i] {
                Part::Text(text) => self.text(text),
                Part::Code(value) => {
                    self.text("`");
                    self.text(value);
                    self.text("`");
                }
                Part::Number(number) => self.number(number),
            }
            i += 1;
        }
    }

    /// What was written; nothing if the cut went through a character.
    pub const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "more findings than fit here; run `check` to see them all",
        }
    }

    /// Fails const evaluation with what was written.
    #[track_caller]
    pub const fn panic(&self) -> ! {
        panic!("{}", self.as_str())
    }
}

impl<const N: usize> Default for Buffer<N> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn const_and_run_time_agree() {
        const MESSAGE: Message = Message::of("service ").code("web").text(" has ").number(1024);
        const BUFFER: Buffer<64> = {
            let mut buffer = Buffer::new();
            buffer.message(&MESSAGE);
            buffer
        };
        assert_eq!(BUFFER.as_str(), MESSAGE.to_string());
        assert_eq!(BUFFER.as_str(), "service `web` has 1024");
    }
}
