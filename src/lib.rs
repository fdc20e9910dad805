pub mod domain;
pub mod error;
pub mod service;
pub mod store;
