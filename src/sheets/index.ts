/** Front door of the sheets room: spreadsheets as people make them, read into rows, and rows written as a spreadsheet. */
export {};
