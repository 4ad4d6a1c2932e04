//! A variable of a service, whoever sets it: config, a secret, an attachment or a call.

use std::panic::Location;

use crate::spec::{Attachment, Call, Service, Variable, scan, text};

use super::Place;

/// A variable that a service gets, and what it gets it from.
#[derive(Clone, Copy, Debug)]
pub enum Binding<'s, 'a> {
    /// Config or a secret.
    Variable(&'s Variable<'a>),
    /// The address of an attached store.
    Attachment(&'s Attachment<'a>),
    /// The URL of a called contract.
    Call(&'s Call<'a>),
}

impl<'s, 'a> Binding<'s, 'a> {
    /// How many variables a service gets.
    pub const fn count(service: &Service<'a>) -> usize {
        service.variables().len() + service.attachments().len() + service.called().len()
    }

    /// The variable at `position`: config and secrets first, then attachments, then calls.
    pub const fn of(service: &Service<'a>, position: usize) -> Self
    where
        'a: 's,
    {
        let (variables, attachments) = (service.variables(), service.attachments());
        if position < variables.len() {
            return Self::Variable(&variables[position]);
        }
        let position = position - variables.len();
        if position < attachments.len() {
            return Self::Attachment(&attachments[position]);
        }
        Self::Call(&service.called()[position - attachments.len()])
    }

    /// Its name, if it is written anywhere.
    pub const fn name(&self) -> Option<&'a str> {
        match self {
            Self::Variable(it) => Some(it.name()),
            Self::Attachment(it) => Some(it.variable()),
            Self::Call(it) => it.variable(),
        }
    }

    /// The contract whose URL it holds.
    pub const fn contract(&self) -> Option<&'a str> {
        match self {
            Self::Variable(_) | Self::Attachment(_) => None,
            Self::Call(it) => Some(it.api().name()),
        }
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        match self {
            Self::Variable(it) => it.hash(),
            Self::Attachment(it) => it.hash(),
            Self::Call(it) => it.variable_hash(),
        }
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        match self {
            Self::Variable(it) => it.at(),
            Self::Attachment(it) => it.at(),
            Self::Call(it) => it.at(),
        }
    }

    /// Its path.
    pub const fn place(&self, service: &Service<'a>) -> Place<'a> {
        match self {
            Self::Variable(it) => Place(service.name(), "env", it.name()),
            Self::Attachment(it) => Place(service.name(), "env", it.variable()),
            Self::Call(it) => Place(service.name(), "calls", it.api().name()),
        }
    }

    /// Whether its name is not written as variables are.
    pub const fn is_misspelled(&self) -> bool {
        match (self, self.name()) {
            (Self::Variable(it), _) => it.traits().misspelled,
            (_, Some(name)) => !text::is_screaming(name),
            (_, None) => false,
        }
    }

    /// Whether its name is set by formwork or for the AWS SDK.
    pub const fn is_reserved(&self) -> bool {
        match (self, self.name()) {
            (Self::Variable(it), _) => it.traits().reserved,
            (_, Some(name)) => scan::is_reserved(name),
            (_, None) => false,
        }
    }

    /// Whether both have the same name.
    pub const fn is_same_name(&self, other: &Binding<'s, 'a>) -> bool {
        if self.hash() != other.hash() {
            return false;
        }
        match (self, other) {
            (Self::Call(call), Binding::Call(other)) => match (call.variable(), other.variable()) {
                (Some(a), Some(b)) => text::eq(a, b),
                (Some(a), None) => other.is_in(a),
                (None, Some(b)) => call.is_in(b),
                (None, None) => text::eq(call.api().name(), other.api().name()),
            },
            (Self::Call(call), Binding::Variable(it))
            | (Self::Variable(it), Binding::Call(call)) => call.is_in(it.name()),
            (Self::Call(call), Binding::Attachment(it))
            | (Self::Attachment(it), Binding::Call(call)) => call.is_in(it.variable()),
            (_, _) => match (self.name(), other.name()) {
                (Some(a), Some(b)) => text::eq(a, b),
                (_, _) => false,
            },
        }
    }
}
