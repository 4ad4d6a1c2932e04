//! Environments side by side: what their manifests and values have in common, and where they differ.
//!
//! 1. [`input`] says which files an environment is made of; [`infer`] finds it out from paths.
//! 2. [`reading`] reads them as that environment deploys them: with its values, and with the
//!    conditions that these decide.
//! 3. [`subject`] pairs what belongs together: manifests, files of values, parts of one file.
//!    `pair` matches resources by address, then by structure; `leaves` takes them apart; `erase`
//!    takes out what is a matter of identity; [`optional`] says which keys are not needed.
//! 4. [`judge`] runs the rules that compare, and [`allow`] sets aside what is allowed.
//!
//! Nothing here prints, opens a file or looks at a clock.

pub mod allow;
mod erase;
pub mod infer;
pub mod input;
pub mod judge;
pub mod keyed;
mod leaves;
pub mod markdown;
pub mod optional;
mod pair;
pub mod reading;
mod scalar;
pub mod subject;

pub use allow::Allow;
pub use judge::{Report, Told};
pub use reading::Reading;
