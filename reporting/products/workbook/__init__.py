"""汇总表.xlsx, the workbook the bureau works from: one sheet a file here, put together by `workbook`."""
