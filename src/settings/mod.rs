pub mod file;
pub mod template;
