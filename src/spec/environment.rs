//! Environments: where an app runs, and what for.

use crate::diag::Message;

use super::text;

/// The most environments an app can have.
pub const MAX_ENVIRONMENTS: usize = 8;

/// What an environment is for. Floors and production-only rules look at this, never at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Where changes are tried.
    Development,
    /// Where a release is verified before production; production's floors hold here too.
    Verification,
    /// Where users are.
    Production,
}

impl Purpose {
    /// `development`, `verification` or `production`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Verification => "verification",
            Self::Production => "production",
        }
    }
}

/// One environment of an app: an account, a region and a purpose.
///
/// ```
/// use formwork::prelude::*;
/// const PROD: Environment = Environment::new("333333333333", "eu-west-1", Purpose::Production);
/// assert_eq!(PROD.region(), "eu-west-1");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    name: &'a str,
    account: &'a str,
    region: &'a str,
    purpose: Purpose,
}

impl<'a> Environment<'a> {
    /// An environment in this account and region. `environments!` gives it its name.
    ///
    /// # Panics
    /// If `account` is not 12 digits or `region` does not look like `eu-west-1`.
    #[track_caller]
    pub const fn new(account: &'a str, region: &'a str, purpose: Purpose) -> Self {
        if account.len() != 12 || !text::is_digits(account) {
            Message::new()
                .code(account)
                .text(" is no AWS account id: it has 12 digits, as in `111111111111`")
                .panic()
        }
        if !is_region(region) {
            Message::new()
                .code(region)
                .text(" is no AWS region: write its code, as in `eu-west-1`")
                .panic()
        }
        Self { name: "", account, region, purpose }
    }

    /// Names the environment; `environments!` does it for you.
    pub const fn named(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Its account.
    pub const fn account(&self) -> &'a str {
        self.account
    }

    /// Its region.
    pub const fn region(&self) -> &'a str {
        self.region
    }

    /// What it is for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether production's floors hold in it: it is production, or verifies what goes there.
    pub const fn holds_floors(&self) -> bool {
        !matches!(self.purpose, Purpose::Development)
    }
}

/// Whether `region` is two letters, words and a digit, joined by hyphens.
const fn is_region(region: &str) -> bool {
    let bytes = region.as_bytes();
    text::is_kebab(region)
        && bytes.len() >= 9
        && bytes[2] == b'-'
        && bytes[bytes.len() - 1].is_ascii_digit()
        && bytes[bytes.len() - 2] == b'-'
}

/// Declares the environments of an app, in the order releases go through them: the constant
/// `ENVIRONMENTS`, and `PerEnv<T>`, which has a field for each. Bring both into scope where knobs
/// are written: `use crate::environments::*`.
///
/// ```
/// mod environments {
///     use formwork::prelude::*;
///     formwork::environments! {
///         dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
///         prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
///     }
/// }
/// use environments::*;
/// use formwork::prelude::*;
/// const TASKS: Vary<Tasks> = per_env! { dev: Tasks(1, 2), prod: Tasks(2, 20) };
/// assert_eq!(ENVIRONMENTS[1].name(), "prod");
/// # let _ = TASKS;
/// ```
#[macro_export]
macro_rules! environments {
    ($($environment:ident : $value:expr),+ $(,)?) => {
        /// One value for each environment; leaving one out does not compile.
        #[derive(Clone, Copy)]
        pub struct PerEnv<T> { $(#[doc = stringify!($environment)] pub $environment: T),+ }

        impl<T: Copy> PerEnv<T> {
            #[doc(hidden)]
            pub const fn values(self) -> [Option<T>; $crate::spec::MAX_ENVIRONMENTS] {
                let all = [$(Some(self.$environment)),+];
                let mut values = [None; $crate::spec::MAX_ENVIRONMENTS];
                let mut i = 0;
                while i < all.len() {
                    values[i] = all[i];
                    i += 1;
                }
                values
            }
        }

        /// The environments, in the order releases go through them.
        pub const ENVIRONMENTS: &[$crate::spec::Environment<'static>] =
            &[$( $crate::spec::Environment::named($value, stringify!($environment)) ),+];

        const _: () = assert!(
            ENVIRONMENTS.len() <= $crate::spec::MAX_ENVIRONMENTS,
            "an app has at most 8 environments"
        );
    };
}

/// A value for each environment, by name: `per_env! { dev: 1, staging: 2, prod: 2 }`.
///
/// Wants the `PerEnv` of [`environments!`](macro@crate::environments) in scope.
#[macro_export]
macro_rules! per_env {
    ($($body:tt)*) => { $crate::spec::vary(PerEnv { $($body)* }.values()) };
}
