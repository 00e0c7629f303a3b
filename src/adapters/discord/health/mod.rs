//! What is wrong with the bot in a server, and how to mend it.
