use yigai::Lang;

/// What is wrong with a call, in the words of the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// An option that the program does not have.
    UnknownOption(String),
    /// An option that wants a value and got none.
    MissingValue(String),
    /// A value that an option without one got.
    UnexpectedValue(String),
    /// A value that is none of those an option knows.
    BadValue {
        /// The value.
        value: String,
        /// Those that it knows.
        known: &'static str,
    },
    /// A value that should be a whole number.
    BadNumber(String),
    /// No file was given.
    NoFile,
    /// A part of the call that has to be there.
    Missing(&'static str),
    /// `--repair` with more than one file.
    OneFile,
    /// Several pages and no folder for them.
    NoFolder,
    /// A copy that would replace the file it is made from.
    OwnCopy,
    /// A file that is given twice, so that its figures would count twice.
    Twice(String),
    /// A file that is no text, for a terminal.
    Terminal,
    /// An option that the format has no use for.
    Useless(&'static str),
}

impl Usage {
    /// A value that is none of the `known` ones.
    pub fn bad(value: &str, known: &'static str) -> Self {
        Self::BadValue { value: value.to_owned(), known }
    }

    /// One sentence in a language.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownOption(option), Lang::Zh) => format!("没有选项 {option}；用法见 --help"),
            (Self::UnknownOption(option), Lang::En) => format!("there is no option {option}; see --help"),
            (Self::MissingValue(option), Lang::Zh) => format!("{option} 后面缺少值；用法见 --help"),
            (Self::MissingValue(option), Lang::En) => format!("{option} wants a value; see --help"),
            (Self::UnexpectedValue(option), Lang::Zh) => format!("{option} 后面不能有值；用法见 --help"),
            (Self::UnexpectedValue(option), Lang::En) => format!("{option} takes no value; see --help"),
            (Self::BadValue { value, known }, Lang::Zh) => format!("不认识“{value}”；可用的有 {known}"),
            (Self::BadValue { value, known }, Lang::En) => {
                format!("unknown value {value:?}; write one of {known}")
            }
            (Self::BadNumber(value), Lang::Zh) => format!("“{value}”不是可用的整数；用法见 --help"),
            (Self::BadNumber(value), Lang::En) => {
                format!("{value:?} is no whole number that fits; see --help")
            }
            (Self::Missing(name), Lang::Zh) => format!("缺少{name}；用法见 --help"),
            (Self::Missing(name), Lang::En) => format!("{name} is missing; see --help"),
            (Self::OneFile, Lang::Zh) => "--repair 一次只写一个文件的副本；请分别运行".to_owned(),
            (Self::OneFile, Lang::En) => {
                "--repair copies one file at a time; run it once for each".to_owned()
            }
            (Self::OwnCopy, Lang::Zh) => "副本不能盖掉原文件；请给 -o 另一个文件名".to_owned(),
            (Self::OwnCopy, Lang::En) => {
                "the copy would replace its original; give -o another name".to_owned()
            }
            (Self::NoFolder, Lang::Zh) => "几个文件的页面要放进文件夹：请给 -o 文件夹".to_owned(),
            (Self::NoFolder, Lang::En) => {
                "the pages of several files go into a folder: give -o DIR".to_owned()
            }
            (Self::Twice(path), Lang::Zh) => format!("{path} 给了两次，其中的数字会重复；请只给一次"),
            (Self::Twice(path), Lang::En) => {
                format!("{path} is given twice, so that its figures would count twice; give it once")
            }
            (Self::Terminal, Lang::Zh) => "这种格式不是文本；请用 -o 给出文件名，或接管道".to_owned(),
            (Self::Terminal, Lang::En) => {
                "this format is no text; give -o a file name, or pipe it".to_owned()
            }
            (Self::Useless(option), Lang::Zh) => format!("{option} 对这种格式没有用；用法见 --help"),
            (Self::Useless(option), Lang::En) => format!("{option} is of no use for this format; see --help"),
            (Self::NoFile, Lang::Zh) => "请给出文件，或用 - 表示标准输入；用法见 --help".to_owned(),
            (Self::NoFile, Lang::En) => "give a file, or - for standard input; see --help".to_owned(),
        }
    }
}

impl From<lexopt::Error> for Usage {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::MissingValue { option } => Self::MissingValue(option.unwrap_or_default()),
            lexopt::Error::UnexpectedOption(option) => Self::UnknownOption(option),
            lexopt::Error::UnexpectedValue { option, .. } => Self::UnexpectedValue(option),
            lexopt::Error::NonUnicodeValue(value) => Self::bad(&value.to_string_lossy(), "UTF-8"),
            other => Self::UnknownOption(other.to_string()),
        }
    }
}
