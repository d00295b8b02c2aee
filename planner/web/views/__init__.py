"""What pages show, worked out of figures: no HTML here, and no figures in the templates."""
