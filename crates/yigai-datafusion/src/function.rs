//! Functions of one text.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Decimal128Array, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use yigai::corpus::{Cell, decimal};
use yigai::model::place::{DivisionCode, Gazetteer, Region, region_of};
use yigai::numeral::{self, Bound, Kind};
use yigai::text::Document;

use crate::rows::DECIMAL;

/// The functions that SQL gets; what they cannot read is `NULL`, never a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// `zh_number(text)`: the exact value of a numeral.
    Number,
    /// `zh_percent(text)`: the exact value of a percentage, in percent.
    Percent,
    /// `clean_text(text)`: the text of a report without what the portal and its pages added.
    Clean,
    /// `region_of(place)`: `east`, `central` or `west`.
    Region,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct OfText {
    function: Function,
    signature: Signature,
}

impl Function {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Number, Self::Percent, Self::Clean, Self::Region];

    /// Its name in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "zh_number",
            Self::Percent => "zh_percent",
            Self::Clean => "clean_text",
            Self::Region => "region_of",
        }
    }

    /// As the engine takes it.
    pub fn udf(self) -> ScalarUDF {
        let texts = vec![DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View];
        ScalarUDF::new_from_impl(OfText {
            function: self,
            signature: Signature::uniform(1, texts, Volatility::Immutable),
        })
    }

    fn returns(self) -> DataType {
        match self {
            Self::Number | Self::Percent => DECIMAL,
            Self::Clean | Self::Region => DataType::Utf8,
        }
    }

    fn apply(self, texts: &dyn Array) -> Result<ArrayRef> {
        let texts = cast(texts, &DataType::Utf8)?;
        let texts = texts.as_string::<i32>().iter();
        Ok(match self {
            Self::Number => decimals(texts.map(|text| number(text?)))?,
            Self::Percent => decimals(texts.map(|text| percent(text?)))?,
            Self::Clean => Arc::new(texts.map(|text| clean(text?)).collect::<StringArray>()),
            Self::Region => Arc::new(texts.map(|text| region(text?)).collect::<StringArray>()),
        })
    }
}

impl ScalarUDFImpl for OfText {
    fn name(&self) -> &str {
        self.function.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.function.returns())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let scalar = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let Some(texts) = arrays.first() else {
            return datafusion::common::exec_err!("{} takes one text", self.name());
        };
        let result = self.function.apply(texts.as_ref())?;
        Ok(match scalar {
            true => ColumnarValue::Scalar(datafusion::scalar::ScalarValue::try_from_array(&result, 0)?),
            false => ColumnarValue::Array(result),
        })
    }
}

fn decimals(numbers: impl Iterator<Item = Option<i128>>) -> Result<ArrayRef> {
    Ok(Arc::new(numbers.collect::<Decimal128Array>().with_data_type(DECIMAL)))
}

/// The value of a text that is exactly one number of some kinds, times a power of ten.
fn exact(text: &str, of: impl Fn(Kind) -> Option<i128>) -> Option<i128> {
    let numeral = numeral::parse(text).ok()?;
    let divisor = of(numeral.kind).filter(|_| numeral.bound == Bound::Exact && numeral.upper.is_none())?;
    match decimal(&numeral.value.to_string()) {
        Cell::Decimal(units) if units % divisor == 0 => Some(units / divisor),
        _ => None,
    }
}

fn number(text: &str) -> Option<i128> {
    exact(text, |kind| matches!(kind, Kind::Integer | Kind::Decimal | Kind::Fraction).then_some(1))
}

fn percent(text: &str) -> Option<i128> {
    exact(text, |kind| match kind {
        Kind::Percent => Some(1),
        Kind::Permille => Some(10),
        Kind::Permyriad => Some(100),
        _ => None,
    })
}

fn clean(text: &str) -> Option<String> {
    let document = Document::read(text.as_bytes(), &yigai::text::Options::default()).ok()?;
    Some(document.clean().to_owned())
}

fn region(place: &str) -> Option<&'static str> {
    let of = |code: DivisionCode| region_of(code).map(|row| row.region);
    let place = place.trim();
    let region = match place.parse::<DivisionCode>() {
        Ok(code) => of(code)?,
        Err(_) => {
            let mut regions = Gazetteer::builtin().by_name(place).map(|division| of(division.code()));
            let first = regions.next()??;
            // Counties of one name in two provinces are no answer.
            if regions.any(|other| other != Some(first)) {
                return None;
            }
            first
        }
    };
    Some(match region {
        Region::East => "east",
        Region::Central => "central",
        Region::West => "west",
    })
}
