// What the package `excel-host` offers in Node alone: Microsoft's client library, loaded from node_modules.
export { type InstallOptions, type InstalledExcel, installExcel } from './client/install-excel.mts';
export { type OpenExcelOptions, type OpenedExcel, openExcel } from './client/open-excel.mts';
export { type OfficeScriptOptions, officeScript } from './client/office-script.mts';
