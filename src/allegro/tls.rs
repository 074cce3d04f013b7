//! The one TLS stack: rustls with aws-lc-rs, which tiberius takes with its own rustls, and the certificates that the
//! operating system trusts.

/// Makes aws-lc-rs the provider of the process, for Allegro, mail and SQL Server alike. The program does it first of
/// all; who uses the library without the program does it before the first client is built. Every further call finds it
/// installed and that is as good, so the answer is dropped.
pub fn install_provider() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
}
