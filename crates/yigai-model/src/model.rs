use std::path::Path;

use crate::{Catalogue, Constraints, DataError};

/// The catalogue and the constraints between its indicators, together.
///
/// ```
/// use yigai_model::Model;
///
/// let model = Model::builtin();
/// assert_eq!(model.catalogue().get("fac_beds").unwrap().name(), "床位数");
/// assert!(model.constraints().get("referrals").is_some());
/// assert!(Model::from_dir("no/such/folder").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Model {
    catalogue: Catalogue,
    constraints: Constraints,
}

impl Model {
    /// The model that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        BUILTIN.get_or_init(|| Self {
            catalogue: Catalogue::builtin().clone(),
            constraints: Constraints::builtin().clone(),
        })
    }

    /// A model from a data folder; see [`Catalogue::from_dir`] and [`Constraints::from_dir`].
    ///
    /// # Errors
    /// The first mistake, with its file and line.
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, DataError> {
        let catalogue = Catalogue::from_dir(&folder)?;
        let constraints = Constraints::from_dir(&folder, &catalogue)?;
        Ok(Self { catalogue, constraints })
    }

    /// This model with the indicators of a data folder added; see [`Catalogue::extend_from_dir`].
    ///
    /// # Errors
    /// The first mistake, with its file and line; the model is then as it was.
    pub fn extend_from_dir(&mut self, folder: impl AsRef<Path>) -> Result<(), DataError> {
        self.catalogue.extend_from_dir(folder)
    }

    /// The indicators and programmes.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What must hold between indicators.
    pub fn constraints(&self) -> &Constraints {
        &self.constraints
    }
}
