/**
 * Files laid out as their publishers lay them out, with rows made up here: no school, district or person of them exists. State
 * 99 and county 99 are given to nobody.
 */
export interface PublicFile {
  readonly layout: string;
  readonly name: string;
  readonly text: string;
}

type Row = Readonly<Record<string, string>>;

function csv(headers: readonly string[], rows: readonly Row[]): string {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n');
}

const ccdHeaders =
  'SCHOOL_YEAR FIPST STATENAME ST SCH_NAME LEA_NAME STATE_AGENCY_NO UNION ST_LEAID LEAID ST_SCHID NCESSCH SCHID MSTREET1 MSTREET2 MSTREET3 MCITY MSTATE MZIP MZIP4 LSTREET1 LSTREET2 LSTREET3 LCITY LSTATE LZIP LZIP4 PHONE WEBSITE SY_STATUS SY_STATUS_TEXT UPDATED_STATUS UPDATED_STATUS_TEXT EFFECTIVE_DATE SCH_TYPE_TEXT SCH_TYPE RECON_STATUS OUT_OF_STATE_FLAG CHARTER_TEXT CHARTAUTH1 CHARTAUTHN1 CHARTAUTH2 CHARTAUTHN2 NOGRADES G_PK_OFFERED G_KG_OFFERED G_1_OFFERED G_2_OFFERED G_3_OFFERED G_4_OFFERED G_5_OFFERED G_6_OFFERED G_7_OFFERED G_8_OFFERED G_9_OFFERED G_10_OFFERED G_11_OFFERED G_12_OFFERED G_13_OFFERED G_UG_OFFERED G_AE_OFFERED GSLO GSHI LEVEL IGOFFERED'.split(
    ' ',
  );

const cdeHeaders =
  'CDSCode NCESDist NCESSchool StatusType County District School Street StreetAbr City Zip State MailStreet MailCity MailZip MailState Phone Website OpenDate ClosedDate Charter DOC DOCType SOC SOCType EdOpsName EILCode EILName GSoffered GSserved Virtual Magnet Latitude Longitude LastUpDate'.split(
    ' ',
  );

const frnHeaders =
  'application_number funding_year state form_version ben organization_name cnct_email funding_request_number form_471_frn_status_name nickname form_471_service_type_name chosen_category_of_service award_date spin_name spin_number dis_pct total_pre_discount_costs funding_commitment_request pending_reason fcdl_letter_date service_delivery_deadline invoicing_mode last_date_to_invoice total_authorized_disbursement'.split(
    ' ',
  );

const c2Headers =
  'ben billed_entity_name applicant_type state full_time_students c2_budget funded_c2_budget_amount pending_c2_budget_amount available_c2_budget_amount c2_budget_version c2_budget_cycle'.split(
    ' ',
  );

const nycHeaders =
  'Date_Reported_As_Of PID Project_Name Description Category Borough Managing_Agency Client_Agency Current_Phase Design_Start Budget_Forecast Latest_Budget_Changes Total_Budget_Changes Forecast_Completion Latest_Schedule_Changes Total_Schedule_Changes'.split(
    ' ',
  );

export const publicFiles: readonly PublicFile[] = [
  {
    layout: 'nces-ccd-directory',
    name: 'ccd_sch_029.csv',
    text: csv(ccdHeaders, [
      {
        ST: 'CA',
        SCH_NAME: 'Alder "Annex" Elementary',
        LEAID: '9999999',
        NCESSCH: '999999900417',
        LSTREET1: '417 Cedar Way',
        LCITY: 'Cedar Basin',
        LSTATE: 'CA',
        LZIP: '90001',
        SY_STATUS: '1',
        SY_STATUS_TEXT: 'Open',
        LEVEL: 'Elementary',
      },
      {
        ST: 'CA',
        SCH_NAME: 'Birch Academy',
        LEAID: '9999999',
        NCESSCH: '999999900999',
        LSTREET1: 'M',
        LCITY: 'Cedar Basin',
        LSTATE: 'CA',
        LZIP: '90001',
        SY_STATUS_TEXT: 'Closed',
        LEVEL: 'Not Applicable',
      },
    ]),
  },
  {
    layout: 'cde-public-schools',
    name: 'pubschls.csv',
    text: csv(cdeHeaders, [
      {
        CDSCode: '99999990000000',
        NCESDist: '9999999',
        NCESSchool: 'No Data',
        StatusType: 'Active',
        School: 'No Data',
      },
      {
        CDSCode: '99999990000418',
        NCESDist: '9999999',
        NCESSchool: '418',
        StatusType: 'Active',
        County: 'Cedar',
        District: 'Cedar Basin Unified',
        School: 'School 0418',
        Street: '418 Cedar Way',
        City: 'Cedar Basin',
        Zip: '90002-1234',
        State: 'CA',
        OpenDate: '7/1/1999',
        ClosedDate: 'No Data',
        EILName: 'Intermediate/Middle/Junior High',
        GSserved: '6-8',
        Latitude: '34.0522',
        Longitude: '-118.2437',
      },
    ]),
  },
  {
    layout: 'usac-frn-status',
    name: 'frn_status.csv',
    text: csv(frnHeaders, [
      {
        application_number: '261000001',
        funding_year: '2026',
        ben: '17009000',
        funding_request_number: '2699000001',
        form_471_frn_status_name: 'Funded',
        form_471_service_type_name: 'Managed Internal Broadband Services',
        chosen_category_of_service: 'Category 2',
        spin_number: '143000001',
        dis_pct: '0.85',
        total_pre_discount_costs: '125000.50',
        funding_commitment_request: '106250.43',
        fcdl_letter_date: '2026-07-10T00:00:00.000',
        invoicing_mode: 'SPI',
        total_authorized_disbursement: '0',
      },
    ]),
  },
  {
    layout: 'usac-c2-budgets',
    name: 'c2_budgets.csv',
    text: csv(c2Headers, [
      {
        ben: '17009000',
        billed_entity_name: 'Cedar Basin',
        applicant_type: 'School District',
        full_time_students: '9000',
      },
      {
        ben: '17009417',
        billed_entity_name: 'School 0417',
        applicant_type: 'School',
        full_time_students: '473',
        c2_budget: '95342.61',
        c2_budget_cycle: 'FY2026-2030',
      },
    ]),
  },
  {
    layout: 'nyc-capital-projects',
    name: 'capital_projects.csv',
    text: csv(nycHeaders, [
      {
        PID: '480',
        Project_Name: 'Annex A',
        Description: 'New annex',
        Managing_Agency: 'Invented',
        Current_Phase: 'Construction Procurement',
        Budget_Forecast: '1000000',
      },
    ]),
  },
];
