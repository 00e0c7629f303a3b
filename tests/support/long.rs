//! How large a test is: small in every run, as large as is asked for in its long form.

/// The number in an environment variable, or else the small one.
pub(crate) fn size(variable: &str, small: usize) -> usize {
    let Ok(asked) = std::env::var(variable) else { return small };
    asked.trim().parse().unwrap_or_else(|_| panic!("{variable} is {asked:?}, which is no number"))
}
