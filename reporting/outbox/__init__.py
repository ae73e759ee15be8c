"""The outbox: `outbox/PERIOD/` and its `manifest.json`; what people did to products there is never overwritten."""

from __future__ import annotations

from reporting.outbox.deliver import RUN, Delivery, Laid, beside, deliver, edited, laid
from reporting.outbox.manifest import MANIFEST

__all__ = ["MANIFEST", "RUN", "Delivery", "Laid", "beside", "deliver", "edited", "laid"]
