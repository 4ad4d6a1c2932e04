//! What the back ends write, the front ends read back: `normal(lift(emit(stack))) == normal(stack)`
//! in both dialects, for every codec, for stacks of every kind, and for the stacks of the shop.
//!
//! Seeds are fixed. A case that failed once is kept in `regressions.rs`.

mod codecs;
mod compare;
mod hostile;
mod kinds;
mod regressions;
mod shop;
mod values;

// The shop's own modules, which name each other from the root of their crate.
#[path = "../../examples/shop/billing.rs"]
mod billing;
#[path = "../../examples/shop/email.rs"]
mod email;
#[path = "../../examples/shop/environments.rs"]
mod environments;
#[path = "../../examples/shop/orders.rs"]
mod orders;
