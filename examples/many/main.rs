//! Many services, built from data at run time instead of constants: tenants read from anywhere, all
//! rules applied by `check`. The benchmarks measure this app.
//!
//! `FORMWORK_MANY=1000 cargo run --release --example many -- synth --no-lock --out target/many`

use std::process::ExitCode;

mod tenants;

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "how many there are is not the app's to say")]
    let count = std::env::var("FORMWORK_MANY").ok().and_then(|count| count.parse().ok());
    tenants::with_app(count.unwrap_or(100), formwork::main)
}
