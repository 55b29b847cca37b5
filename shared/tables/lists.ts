/** Lists that more than one table uses, in the order a drop-down shows them. */
export const regions = ['North', 'South', 'East', 'West'] as const;

export const boardDistricts = ['1', '2', '3', '4', '5', '6', '7'] as const;

export const programs = [
  'School Network Modernization',
  'Classroom Technology',
  'Safety, Communications & Security',
  'Student Information',
  'Business Systems',
  'Disaster Recovery & Continuity',
] as const;

export const costCategories = [
  'Design & Engineering',
  'Equipment',
  'Installation & Cabling',
  'Services & Licenses',
  'Testing & Inspection',
  'Project Management',
  'Contingency',
  'Other',
  'Program Reserve',
] as const;

/** A forecast for every category that has none of its own. */
export const ALL_CATEGORIES = 'All categories';

export const indicators = ['Green', 'Yellow', 'Red', '–'] as const;

export const milestoneNames = [
  'M10 Board approval',
  'M20 Site survey/design start',
  'M30 Design complete',
  'M35 Form 470 posted',
  'M40 Bid/award (NTP)',
  'M45 Form 471 filed',
  'M48 FCDL received',
  'M50 Installation start',
  'M60 Installation complete',
  'M65 Testing & cutover',
  'M70 Substantial completion',
  'M80 Close-out documents',
  'M90 Financial close',
] as const;

export const units = ['AP', 'switch', 'handset', 'camera', 'speaker', 'closet', 'drop', 'license', 'unit'] as const;

export const roles = [
  'Board of Education',
  'Bond Oversight Committee',
  'CIO',
  'Program Manager',
  'Budget/Finance Officer',
  'Project Manager',
  'Field Coordinator',
  'E-Rate Coordinator',
  'Procurement',
  'Site Administrator',
  'Internal Audit',
] as const;
