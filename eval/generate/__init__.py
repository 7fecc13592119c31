"""Made-up but realistic disclosures, with their cells and questions known beforehand."""
