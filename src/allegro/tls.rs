//! The one TLS stack: rustls with ring, which builds everywhere without further tools, and the certificates
//! that the operating system trusts.

/// Makes ring the provider of the process. Needed once before the first client is built; every further call
/// finds it installed and that is as good, so the answer is dropped.
pub fn install_provider() {
    drop(rustls::crypto::ring::default_provider().install_default());
}
