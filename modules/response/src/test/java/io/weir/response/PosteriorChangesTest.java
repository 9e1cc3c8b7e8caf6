package io.weir.response;
