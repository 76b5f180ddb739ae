"""The trained reader and its calibration; README.md is the model card."""
