//! The service: what goes on by itself.

mod hub;

pub use hub::{AccountState, Command, CompanyState, Hub, Phase, ProgressState, ServiceEvent, ServiceState};
