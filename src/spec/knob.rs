//! Knobs: the kinds of value that may differ between environments.

use super::environment::MAX_ENVIRONMENTS;

/// A kind of value that may differ between environments: a count, a size, a duration, a host, a
/// threshold. Images, ports, engines and versions are none, so that every environment runs the
/// same system.
#[diagnostic::on_unimplemented(
    message = "`{Self}` may not differ between environments (factor X, dev/prod parity)",
    label = "this kind of value must be the same everywhere",
    note = "counts, sizes, durations, hosts, retention and thresholds may differ; images, ports, engines, versions and switches may not"
)]
pub trait Knob: Copy {
    /// The scalars it consists of: one parameter each.
    const SCALARS: &'static [Scalar];

    /// The value of the scalar at `index` of [`SCALARS`](Self::SCALARS).
    fn scalar(&self, index: usize) -> ScalarValue<'_>;
}

/// One parameter of a knob.
#[derive(Clone, Copy, Debug)]
pub struct Scalar {
    /// Appended to the knob's path, as in `least`; empty if the knob has one scalar.
    pub name: &'static str,
    /// What kind of parameter it is.
    pub kind: ScalarKind,
    /// What may differ here, as `parity.json` calls it.
    pub class: &'static str,
}

/// The type of a scalar, with its bounds.
#[derive(Clone, Copy, Debug)]
pub enum ScalarKind {
    /// Any text.
    Text,
    /// A whole number between two bounds.
    Number(i64, i64),
    /// A number with a fraction.
    Decimal,
    /// `true` or `false`.
    Bool,
}

/// The value of a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScalarValue<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// `true` or `false`.
    Bool(bool),
}

/// A value for each environment, in the order of `environments!`.
///
/// Written with [`same`] or [`per_env!`](crate::per_env).
#[derive(Clone, Copy, Debug)]
pub struct Vary<T: Copy> {
    values: [Option<T>; MAX_ENVIRONMENTS],
    per_environment: bool,
}

impl<T: Copy> Vary<T> {
    /// The value in the environment at `index`, or `None` if the value was written for fewer.
    pub const fn at(&self, index: usize) -> Option<T> {
        self.values[index]
    }

    /// The value in the environment at `index`.
    ///
    /// # Panics
    /// If it was written for fewer environments; `FW4009` reports that first.
    pub const fn get(&self, index: usize) -> T {
        match self.values[index] {
            Some(value) => value,
            None => panic!("a `per_env!` of other environments than the app's"),
        }
    }

    /// How many environments it was written for, or `None` if it holds for any number.
    pub const fn environments(&self) -> Option<usize> {
        if !self.per_environment {
            return None;
        }
        let mut count = 0;
        while count < MAX_ENVIRONMENTS && self.values[count].is_some() {
            count += 1;
        }
        Some(count)
    }
}

/// The same value in every environment.
pub const fn same<T: Knob>(value: T) -> Vary<T> {
    Vary { values: [Some(value); MAX_ENVIRONMENTS], per_environment: false }
}

/// What `per_env!` expands to.
#[doc(hidden)]
pub const fn vary<T: Knob>(values: [Option<T>; MAX_ENVIRONMENTS]) -> Vary<T> {
    Vary { values, per_environment: true }
}

impl Knob for &str {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Text, class: "text" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Text(self)
    }
}
