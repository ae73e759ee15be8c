"""Letters from templates of staff's: 催报通知 to late senders, 工作提示单 to who lags, 答复函 and 督办单 on demand."""
