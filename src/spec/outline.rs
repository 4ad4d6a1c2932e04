//! Outlines: what rules about several services compare first.
//!
//! An [`Outline`] has one bit for each name, so that most pairs of services are told apart by a
//! single comparison. Equal bits mean "look closer"; different bits mean "nothing in common".

use super::api::{Api, Call};
use super::environment::MAX_ENVIRONMENTS;
use super::service::Host;
use super::store::Attachment;
use super::text;

/// What a service has in common with others, roughly.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outline {
    /// The contracts it calls.
    pub calls: u64,
    /// The contracts it serves.
    pub serves: u64,
    /// The stores it attaches.
    pub stores: u64,
    /// The hosts and paths it answers to.
    pub claims: u64,
    /// The hosts it answers to.
    pub hosts: u64,
    /// The longest timeout of its calls, in milliseconds.
    pub slowest_call: u32,
}

impl Outline {
    /// The outline of a service that has nothing in common with others.
    pub const NONE: Self =
        Self { calls: 0, serves: 0, stores: 0, claims: 0, hosts: 0, slowest_call: 0 };

    pub(super) const fn with_calls(mut self, calls: &[Call<'_>]) -> Self {
        (self.calls, self.slowest_call) = (0, 0);
        let mut i = 0;
        while i < calls.len() {
            self.calls |= bit(calls[i].api().hash());
            if calls[i].timeout() > self.slowest_call {
                self.slowest_call = calls[i].timeout();
            }
            i += 1;
        }
        self
    }

    pub(super) const fn with_served(mut self, contracts: &[Api<'_>]) -> Self {
        self.serves = 0;
        let mut i = 0;
        while i < contracts.len() {
            self.serves |= bit(contracts[i].hash());
            i += 1;
        }
        self
    }

    pub(super) const fn with_stores(mut self, attachments: &[Attachment<'_>]) -> Self {
        self.stores = 0;
        let mut i = 0;
        while i < attachments.len() {
            self.stores |= bit(attachments[i].store().hash());
            i += 1;
        }
        self
    }

    pub(super) const fn with_claims(mut self, host: Option<&Host<'_>>, paths: &[&str]) -> Self {
        (self.claims, self.hosts) = (0, 0);
        let Some(Host(host)) = host else { return self };
        let mut e = 0;
        while e < MAX_ENVIRONMENTS {
            if let Some(name) = host.at(e) {
                let name = text::name_hash(name);
                self.hosts |= bit(name);
                let mut p = 0;
                while p < paths.len() {
                    self.claims |= bit(name ^ text::name_hash(paths[p]).rotate_left(17));
                    p += 1;
                }
                if paths.is_empty() {
                    self.claims |= bit(name ^ text::name_hash("").rotate_left(17));
                }
            }
            // A host that is the same everywhere needs to be looked at once.
            e = if host.environments().is_none() { MAX_ENVIRONMENTS } else { e + 1 };
        }
        self
    }
}

/// The bit of a hash: its upper six bits choose it.
pub const fn bit(hash: u64) -> u64 {
    1 << (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
}
