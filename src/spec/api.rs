//! Contracts between services: what one serves and another calls.
//!
//! A service never names another service, only a contract, so that two services may call each
//! other and one can be replaced behind its contract.

use std::panic::Location;

use super::knob::Vary;
use super::text;

/// A contract: an interface that exactly one service serves, or that exists outside the app.
///
/// ```
/// use formwork::prelude::*;
/// const BILLING: Api = Api::http("billing");
/// const CALL: Call = BILLING.timeout_ms(800);
/// assert_eq!(CALL.variable(), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Api<'a> {
    name: &'a str,
    hash: u64,
    external: Option<Vary<&'a str>>,
    at: &'static Location<'static>,
}

impl<'a> Api<'a> {
    /// A contract over HTTP that a service of the app serves.
    #[track_caller]
    pub const fn http(name: &'a str) -> Self {
        Self { name, hash: text::name_hash(name), external: None, at: Location::caller() }
    }

    /// A contract over HTTPS that somebody else serves, at this host.
    #[track_caller]
    pub const fn external(name: &'a str, host: Vary<&'a str>) -> Self {
        Self { name, hash: text::name_hash(name), external: Some(host), at: Location::caller() }
    }

    /// A call of it that gives up after so many milliseconds. There is no call without a timeout.
    #[track_caller]
    pub const fn timeout_ms(self, milliseconds: u32) -> Call<'a> {
        Call {
            api: self,
            timeout_ms: milliseconds,
            variable: None,
            variable_hash: text::continue_hash(self.hash, "url"),
            at: Location::caller(),
        }
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// Its host, if it is served outside the app.
    pub const fn host(&self) -> Option<Vary<&'a str>> {
        self.external
    }

    /// Whether it is served outside the app.
    pub const fn is_external(&self) -> bool {
        self.external.is_some()
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }

    /// Whether both are the same contract.
    pub const fn is(&self, other: &Api<'_>) -> bool {
        self.hash == other.hash && text::eq(self.name, other.name)
    }
}

/// A call of a contract.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    api: Api<'a>,
    timeout_ms: u32,
    variable: Option<&'a str>,
    variable_hash: u64,
    at: &'static Location<'static>,
}

impl<'a> Call<'a> {
    /// Names the variable that holds the URL. Default: the contract's name and `_URL`, in capitals.
    pub const fn as_env(mut self, variable: &'a str) -> Self {
        self.variable = Some(variable);
        self.variable_hash = text::name_hash(variable);
        self
    }

    /// The contract.
    pub const fn api(&self) -> &Api<'a> {
        &self.api
    }

    /// Milliseconds after which it gives up.
    pub const fn timeout(&self) -> u32 {
        self.timeout_ms
    }

    /// The variable that holds the URL, if it was named.
    pub const fn variable(&self) -> Option<&'a str> {
        self.variable
    }

    /// A hash of the variable that holds the URL.
    pub const fn variable_hash(&self) -> u64 {
        self.variable_hash
    }

    /// Whether the variable that holds the URL has this name.
    pub const fn is_in(&self, variable: &str) -> bool {
        if let Some(name) = self.variable {
            return text::eq(name, variable);
        }
        let (name, variable) = (self.api.name.as_bytes(), variable.as_bytes());
        let mut i = 0;
        while i < name.len() && i < variable.len() {
            let expected = if name[i] == b'-' { b'_' } else { name[i].to_ascii_uppercase() };
            if variable[i] != expected {
                return false;
            }
            i += 1;
        }
        variable.len() == name.len() + 4 && text::matches_at(variable, name.len(), "_URL")
    }

    /// The variable that holds the URL.
    pub fn variable_name(&self) -> String {
        match self.variable {
            Some(name) => name.to_owned(),
            None => format!("{}_URL", self.api.name.to_uppercase().replace('-', "_")),
        }
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}
