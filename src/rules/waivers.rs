//! Rules about waivers.

pub(super) mod expired_waiver;
pub(super) mod unused_waiver;
pub(super) mod waiver_at_unknown_place;
pub(super) mod waiver_in_unknown_environment;
pub(super) mod waiver_of_fixed_rule;
pub(super) mod waiver_of_unknown_rule;
pub(super) mod waiver_without_reason;
