import { headerForm } from '../sync/read/match-headers.ts';
import type { HeaderBlock } from './header-block.ts';

/** A column of the plan made of several of a file: each part as text of so many digits. */
export interface JoinedColumn {
  readonly column: string;
  readonly parts: readonly { readonly header: string; readonly digits: number }[];
}

/** A file that many offices get from the same place. Columns go by header, never by position: publishers add some. */
export interface KnownLayout {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  /** Headers that together tell the file. */
  readonly marks: readonly string[];
  /** By header; "" for one that is none of the table's. */
  readonly columns: Readonly<Record<string, string>>;
  readonly joined?: readonly JoinedColumn[];
  /** By column: what the publisher's words mean; "" for nothing. */
  readonly meanings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly defaults: Readonly<Record<string, string>>;
  /** Its rows are balances of accounts, not documents. */
  readonly areBalances?: boolean;
  /** Rows that are none of the table's, by what stands in one column, and what they are. */
  readonly passesOver?: { readonly header: string; readonly texts: readonly string[]; readonly what: string };
}

const ccdStatus = {
  Open: 'Active',
  New: 'Active',
  Added: 'Active',
  'Changed Boundary/Agency': 'Active',
  Reopened: 'Active',
  Closed: 'Closed',
  Future: 'Pending',
  Inactive: 'Closed',
};

const ccdLevel = {
  Elementary: 'Elementary',
  Middle: 'Middle',
  High: 'High',
  Secondary: 'High',
  Prekindergarten: 'Early Education',
  Other: 'K-12/Span',
  'Adult Education': 'Adult/Occupational',
  Ungraded: '',
  'Not Reported': '',
  'Not Applicable': '',
};

const nothing = { M: '', N: '', '-1': '', '-2': '', '-9': '' };

export const knownLayouts: readonly KnownLayout[] = [
  {
    id: 'nces-ccd-directory',
    name: 'NCES Common Core of Data, school directory',
    table: 'sites',
    marks: ['NCESSCH', 'SCH_NAME', 'SY_STATUS_TEXT', 'LEAID'],
    columns: {
      NCESSCH: 'ncesId',
      SCH_NAME: 'name',
      LSTREET1: 'street',
      LCITY: 'city',
      LSTATE: 'state',
      LZIP: 'zip',
      SY_STATUS_TEXT: 'status',
      LEVEL: 'type',
    },
    meanings: { status: ccdStatus, type: ccdLevel, zip: nothing, street: nothing, city: nothing, state: nothing },
    defaults: { erateClass: 'School' },
  },
  {
    id: 'cde-public-schools',
    name: 'California Department of Education, public schools',
    table: 'sites',
    marks: ['CDSCode', 'NCESDist', 'NCESSchool', 'StatusType'],
    columns: {
      CDSCode: 'cdsCode',
      School: 'name',
      StatusType: 'status',
      Street: 'street',
      City: 'city',
      State: 'state',
      Zip: 'zip',
      Latitude: 'latitude',
      Longitude: 'longitude',
      OpenDate: 'openDate',
      ClosedDate: 'closedDate',
      GSserved: 'grades',
      EILName: 'type',
    },
    joined: [
      {
        column: 'ncesId',
        parts: [
          { header: 'NCESDist', digits: 7 },
          { header: 'NCESSchool', digits: 5 },
        ],
      },
    ],
    meanings: {
      status: { Active: 'Active', Closed: 'Closed', Merged: 'Merged', Pending: 'Pending' },
      type: {
        Elementary: 'Elementary',
        'Intermediate/Middle/Junior High': 'Middle',
        'High School': 'High',
        'Elementary-High Combination': 'K-12/Span',
        Preschool: 'Early Education',
        Adult: 'Adult/Occupational',
        Ungraded: '',
        'No Data': '',
      },
      ...Object.fromEntries(
        ['street', 'city', 'state', 'zip', 'latitude', 'longitude', 'openDate', 'closedDate', 'grades'].map(
          (column) => [column, { 'No Data': '', 'Information Redacted': '' }],
        ),
      ),
    },
    defaults: { erateClass: 'School' },
    passesOver: { header: 'School', texts: ['', 'No Data'], what: 'a district, not a school' },
  },
  {
    id: 'usac-frn-status',
    name: 'USAC open data, E-Rate FRN status',
    table: 'fundingRequests',
    marks: ['funding_request_number', 'form_471_frn_status_name', 'funding_year'],
    columns: {
      funding_request_number: 'frn',
      funding_year: 'fundingYear',
      application_number: 'form471',
      chosen_category_of_service: 'category',
      form_471_service_type_name: 'serviceType',
      ben: 'entityNumber',
      billed_entity_number: 'entityNumber',
      spin_number: 'spin',
      dis_pct: 'discount',
      total_pre_discount_costs: 'preDiscount',
      funding_commitment_request: 'committedRequest',
      form_471_frn_status_name: 'status',
      fcdl_letter_date: 'fcdlDate',
      service_delivery_deadline: 'serviceDeadline',
      last_date_to_invoice: 'invoiceDeadline',
      invoicing_mode: 'invoiceMode',
      total_authorized_disbursement: 'disbursed',
    },
    meanings: {
      category: { 'Category 1': 'C1', 'Category 2': 'C2', Category1: 'C1', Category2: 'C2' },
      serviceType: {
        'Internal Connections': 'Internal Connections',
        'Basic Maintenance of Internal Connections': 'Managed/Basic Maintenance',
        'Managed Internal Broadband Services': 'Managed/Basic Maintenance',
        'Internet Access': 'Data Transmission and/or Internet Access',
        'Data Transmission and/or Internet Access': 'Data Transmission and/or Internet Access',
      },
      status: { Funded: 'Funded', Denied: 'Denied', Pending: 'Pending', Cancelled: 'Cancelled', Canceled: 'Cancelled' },
    },
    defaults: {},
  },
  {
    id: 'usac-c2-budgets',
    name: 'USAC open data, Category Two budgets',
    table: 'sites',
    marks: ['ben', 'c2_budget_cycle', 'full_time_students'],
    columns: { ben: 'entityNumber', billed_entity_name: 'name', full_time_students: 'enrollment' },
    meanings: {},
    defaults: {},
    passesOver: {
      header: 'applicant_type',
      texts: ['School District', 'Library System', 'Consortium'],
      what: 'no site of its own',
    },
  },
  {
    id: 'nyc-capital-projects',
    name: 'New York City open data, capital projects',
    table: 'projects',
    marks: ['PID', 'Project_Name', 'Current_Phase', 'Managing_Agency'],
    columns: {
      PID: 'number',
      Project_Name: 'name',
      Description: 'scopeDescription',
      Current_Phase: 'phase',
    },
    meanings: {
      phase: {
        'Pre-Design': 'Pre-Design',
        Design: 'Design',
        Procurement: 'Procurement (Bid & Award)',
        'Construction Procurement': 'Procurement (Bid & Award)',
        Construction: 'Installation',
        'Close-Out': 'Close-out',
        Closeout: 'Close-out',
      },
    },
    defaults: { class: 'Site', status: 'Proposed', financialStatus: 'Open', percentComplete: '0' },
  },
  {
    id: 'cde-sacs-usergl',
    name: 'California Department of Education, SACS general ledger (UserGL)',
    table: 'ledgerPostings',
    marks: ['Ccode', 'Dcode', 'SchoolCode', 'AccountCode', 'Value'],
    columns: { AccountCode: 'account', SchoolCode: 'org', Value: 'amount', Period: '', Fiscalyear: '' },
    meanings: {},
    defaults: { type: 'Journal' },
    areBalances: true,
  },
];

/** The layout whose marks the headers bear; null: of nobody known. */
export function layoutOf({ headers }: HeaderBlock): KnownLayout | null {
  const forms = new Set(headers.map(({ name }) => headerForm(name)));
  return knownLayouts.find(({ marks }) => marks.every((mark) => forms.has(headerForm(mark)))) ?? null;
}
