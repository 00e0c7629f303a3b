//! A message that a person is about to send: text, reply, files.

use super::super::snowflake::Id;

/// A message that a person is about to send.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    /// The message replied to, and whether that pings its author.
    pub(crate) reply_to: Option<Id>,
    pub(crate) ping: bool,
    pub(super) files: Vec<File>,
}

/// A file that a person sends.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
    /// What Discord says its size is, when that is not true.
    pub(super) said: Option<usize>,
    /// Where Discord says it is, when that is not the simulator.
    pub(super) elsewhere: Option<String>,
}

impl Draft {
    /// Replies, with the ping that Discord's app has on by default.
    pub(crate) fn reply(&mut self, to: Id) -> &mut Self {
        (self.reply_to, self.ping) = (Some(to), true);
        self
    }

    /// Adds a file; its bytes are served by the simulator. The content type is what Discord would say.
    pub(crate) fn attach(&mut self, name: &str, content_type: Option<&str>, bytes: &[u8]) -> &mut Self {
        let (name, content_type) = (name.to_owned(), content_type.map(str::to_owned));
        self.files.push(File { name, content_type, bytes: bytes.to_vec(), said: None, elsewhere: None });
        self
    }

    /// The last file is said to be of another size than it is.
    pub(crate) fn of_size(&mut self, size: usize) -> &mut Self {
        self.files.last_mut().expect("a file").said = Some(size);
        self
    }

    /// The last file is said to lie at another address.
    pub(crate) fn at(&mut self, url: &str) -> &mut Self {
        self.files.last_mut().expect("a file").elsewhere = Some(url.to_owned());
        self
    }
}
