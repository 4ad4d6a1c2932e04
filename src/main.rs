//! The binary `formwork`; see [`formwork::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    formwork::cli::main()
}
