//! The simulator itself, tried out with a plain HTTP client and with a tiny serenity bot.

mod bot;
mod client;
mod gateway;
mod interactions;
mod limits;
mod reading;
mod refusals;
mod threads;
